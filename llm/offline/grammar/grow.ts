import type { StrategyLogic } from '../../../domain/strategy.ts'
import { integerBetween, pick, type Random } from '../../../math/random.ts'
import { between, clamp, jitter, rounded } from '../draw.ts'
import type { CatalogueEntry } from './catalogue.ts'
import type { Condition, Exits } from './genome.ts'
import type { Knob, Motif } from './motif.ts'
import { filtersOf, findFit, triggersOf, type Fit } from './motifs.ts'
import { drawParams, plainParams } from './params.ts'

function drawKnob(random: Random, { low, high, integer }: Knob): number {
  return integer === true ? integerBetween(random, low, high) : rounded(between(random, low, high))
}

/** A knob's number a little moved, inside its bounds; a missing one is drawn. */
export function turnKnob(random: Random, knob: Knob, current: number | undefined): number {
  if (current === undefined) return drawKnob(random, knob)
  const reach = (knob.high - knob.low) / 4
  const next = clamp(current + between(random, -reach, reach), knob.low, knob.high)
  return knob.integer === true ? Math.round(next) : rounded(next)
}

export function conditionFrom(random: Random, entry: CatalogueEntry, { motif, trait }: Fit): Condition {
  const numbers = Object.entries(motif.numbers).map(([name, knob]) => [name, drawKnob(random, knob)] as const)
  return {
    indicator: entry.name,
    params: drawParams(random, entry),
    motif: motif.name,
    outputs: { ...trait.outputs },
    numbers: Object.fromEntries(numbers),
  }
}

/** The middle of every number's range. */
export function middleNumbers({ numbers }: Motif): Record<string, number> {
  const middle = ({ low, high, integer }: Knob): number => (integer === true ? Math.round((low + high) / 2) : rounded((low + high) / 2))
  return Object.fromEntries(Object.entries(numbers).map(([name, knob]) => [name, middle(knob)]))
}

/** A motif on an indicator as ordinary as it can be: textbook parameters, and the middle of every number's range. */
export function plainCondition(entry: CatalogueEntry, { motif, trait }: Fit): Condition {
  const { name } = motif
  return { indicator: entry.name, params: plainParams(entry), motif: name, outputs: { ...trait.outputs }, numbers: middleNumbers(motif) }
}

/** A trigger of that logic on this indicator, or undefined where it has none. */
export function growTrigger(random: Random, entry: CatalogueEntry, logic: StrategyLogic): Condition | undefined {
  const fits = triggersOf(entry, logic)
  return fits.length === 0 ? undefined : conditionFrom(random, entry, pick(random, fits))
}

export function growFilter(random: Random, entry: CatalogueEntry, logic: StrategyLogic): Condition | undefined {
  const fits = filtersOf(entry, logic)
  return fits.length === 0 ? undefined : conditionFrom(random, entry, pick(random, fits))
}

/** The logic that filters beside this trigger have to suit. */
export function filterLogic(trigger: Condition | undefined, entry: CatalogueEntry | undefined, logic: StrategyLogic): StrategyLogic {
  const fit = trigger && entry && findFit(entry, trigger.motif, trigger.outputs)
  return fit?.motif.fades === true ? 'mean_reversion' : logic
}

/** How long a trade of that logic usually lives on hourly bars, and whether it lets profits run. */
const HOLDING: Readonly<Record<StrategyLogic, { bars: number; runs: boolean }>> = {
  trend_following: { bars: 168, runs: true },
  momentum: { bars: 72, runs: true },
  breakout: { bars: 96, runs: true },
  volatility: { bars: 48, runs: true },
  volume: { bars: 36, runs: false },
  mean_reversion: { bars: 36, runs: false },
  ml_signal: { bars: 48, runs: false },
}

/** Against a catastrophe alone, which leaves every other exit to the signal. */
export const PROTECTION: Exits = { stopLoss: 0.12 }
/** Two times in five the signal alone says when its reason is gone. */
const SIGNAL_EXIT_SHARE = 0.4

/** Stops that fit the logic: the signal's exit under a wide stop, or profits that run under a trailing stop or are taken. */
export function drawExits(random: Random, logic: StrategyLogic): Exits {
  if (random() < SIGNAL_EXIT_SHARE) return { stopLoss: rounded(between(random, 0.08, 0.16)) }
  const { bars, runs } = HOLDING[logic]
  const stopLoss = rounded(between(random, 0.02, 0.06))
  const maxBarsHeld = Math.max(6, Math.round(jitter(random, bars, 0.4)))
  if (runs && random() < 0.6) return { stopLoss, trailingStop: rounded(between(random, 0.03, 0.08)), maxBarsHeld }
  return { stopLoss, takeProfit: rounded(stopLoss * between(random, 1, runs ? 3 : 2)), maxBarsHeld }
}
