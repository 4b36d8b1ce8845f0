/** Lengths in UTC days. */
export interface WalkForwardSchedule {
  /** Parameters are chosen on so many days, */
  readonly trainDays: number
  /** judged on the so many that follow, */
  readonly testDays: number
  /** and chosen anew after so many; below `testDays` the test windows overlap. */
  readonly stepDays: number
}

export const DEFAULT_SCHEDULE: WalkForwardSchedule = { trainDays: 365, testDays: 90, stepDays: 30 }

/** The default schedule is to choose at least so often. */
const FEWEST_FOLDS = 4
/** On fewer days than this nothing can be chosen and judged. */
export const FEWEST_DAYS = 60

/**
 * The default schedule where it gives at least four folds, which takes 545 days; on fewer all three lengths shrink in the same proportion, to whole
 * days: 365 days are walked by 244, 60 and 20. Undefined below 60 days.
 */
export function scheduleFor(days: number): WalkForwardSchedule | undefined {
  if (days < FEWEST_DAYS) return undefined
  const { trainDays, testDays, stepDays } = DEFAULT_SCHEDULE
  const scale = Math.min(1, days / (trainDays + testDays + (FEWEST_FOLDS - 1) * stepDays))
  const shrink = (length: number): number => Math.floor(length * scale)
  return { trainDays: shrink(trainDays), testDays: shrink(testDays), stepDays: shrink(stepDays) }
}
