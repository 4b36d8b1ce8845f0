import { barCount, sliceBars, type Bars } from '../domain/bars.ts'
import type { Failure } from '../domain/facts.ts'
import { ACTION } from '../domain/order.ts'
import { integerBetween, pick, seededRandom, type Random } from '../math/random.ts'
import { otherBars, otherPredictions, type Direction } from './otherFuture.ts'
import { slicePredictions, type Predictions } from './prepare.ts'
import { firstDifference, type Ordered } from './replay.ts'
import type { RunOutcome } from '../sandbox/types.ts'

/** Orders on bars that the strategy has not seen in this form; indicators are computed anew from exactly these bars. */
export type RunOn = (bars: Bars, predictions: Predictions, tradeFrom: number) => Promise<RunOutcome>

export interface CausalityRequest {
  readonly runOn: RunOn
  readonly bars: Bars
  readonly predictions: Predictions
  readonly tradeFrom: number
  /** Bars without a decision at the start of any stretch. */
  readonly warmup: number
  /** What the strategy ordered on all of the bars. */
  readonly ordered: Ordered
  readonly seed: number
}

/** Up to so many bars the test runs over all of them; beyond, over a stretch of this length around an order. */
const STRETCH_BARS = 10_000
const ENTRY_CUTS = 3
const EXIT_CUTS = 2
const PREFIXES = 3
/** Bars kept behind a cut: further ahead than any strategy that reads ahead would stop to look. */
const BARS_BEHIND_CUT = 250

interface Stretch {
  readonly bars: Bars
  readonly predictions: Predictions
  readonly tradeFrom: number
  readonly ordered: Ordered
}

function ordersIn(actions: Uint8Array, wanted: (action: number) => boolean): number[] {
  const orders: number[] = []
  actions.forEach((action, index) => {
    if (wanted(action)) orders.push(index)
  })
  return orders
}

/** All bars where they are few; else a stretch around one order, drawn by seed, and what is ordered when only that stretch exists. */
async function chooseStretch(request: CausalityRequest, random: Random): Promise<Stretch | Failure> {
  const { bars, predictions, tradeFrom, warmup, ordered } = request
  const length = barCount(bars)
  const span = STRETCH_BARS + warmup
  if (length <= span) return { bars, predictions, tradeFrom, ordered }
  const orders = ordersIn(ordered.actions, (action) => action !== ACTION.hold)
  const middle = orders.length > 0 ? pick(random, orders) : integerBetween(random, tradeFrom, length - 1)
  const to = Math.min(length, Math.max(span, middle + STRETCH_BARS / 2))
  const from = to - span
  const part = {
    bars: sliceBars(bars, from, to),
    predictions: slicePredictions(predictions, from, to),
    tradeFrom: Math.max(warmup, tradeFrom - from),
  }
  const outcome = await request.runOn(part.bars, part.predictions, part.tradeFrom)
  return outcome.ok ? { ...part, ordered: outcome } : { ...outcome.failure, stage: 'causality' }
}

/** One of each of `count` equal parts of the orders; where there are too few, any decision. */
function spread(orders: readonly number[], count: number, random: Random, anywhere: () => number): number[] {
  return Array.from({ length: count }, (_, i) => {
    const part = orders.slice(Math.floor((i * orders.length) / count), Math.floor(((i + 1) * orders.length) / count))
    return part.length > 0 ? pick(random, part) : anywhere()
  })
}

/**
 * Bars right behind a decision: orders where there are any, since a decision to do nothing seldom shows what it looked at. Entries and exits
 * each have their own, for a strategy may look ahead for one of them only.
 */
function chooseCuts(stretch: Stretch, random: Random): number[] {
  const last = barCount(stretch.bars) - 2
  const actions = stretch.ordered.actions.subarray(0, last + 1)
  const anywhere = (): number => integerBetween(random, stretch.tradeFrom, last)
  const entries = ordersIn(actions, (action) => action !== ACTION.hold && action !== ACTION.exit)
  const exits = ordersIn(actions, (action) => action === ACTION.exit)
  const decisions = [...spread(entries, ENTRY_CUTS, random, anywhere), ...spread(exits, EXIT_CUTS, random, anywhere)]
  return [...new Set(decisions.map((decision) => decision + 1))]
}

const ACTION_NAMES = Object.fromEntries(Object.entries(ACTION).map(([name, code]) => [code, name]))

/** Compares decisions [0, until); undefined where they agree. */
function compare(stretch: Stretch, outcome: RunOutcome, until: number, code: string, why: string): Failure | undefined {
  if (!outcome.ok) return { ...outcome.failure, stage: 'causality' }
  const at = firstDifference(stretch.ordered, outcome, until)
  if (at === undefined) return undefined
  const [before, after] = [stretch.ordered, outcome].map(({ actions }) => ACTION_NAMES[actions[at] as number] ?? String(actions[at]))
  const change = before === after ? `${before} at another price or size` : `${before} and became ${after}`
  return { stage: 'causality', code, message: `${why}: decision ${at - stretch.tradeFrom} was ${change}.` }
}

async function repeated({ runOn }: CausalityRequest, stretch: Stretch): Promise<Failure | undefined> {
  const outcome = await runOn(stretch.bars, stretch.predictions, stretch.tradeFrom)
  const why = 'Run twice on the same bars with the same seed, the strategy decided differently'
  return compare(stretch, outcome, barCount(stretch.bars), 'not_deterministic', why)
}

async function shortened({ runOn }: CausalityRequest, stretch: Stretch, cut: number): Promise<Failure | undefined> {
  // One bar more than the decision that is looked at: the last bar of a run has none.
  const end = Math.min(cut + 1, barCount(stretch.bars))
  const outcome = await runOn(sliceBars(stretch.bars, 0, end), slicePredictions(stretch.predictions, 0, end), stretch.tradeFrom)
  const why = 'With the later bars left out, the strategy decided differently; it must depend on past bars only'
  return compare(stretch, outcome, end - 1, 'prefix_variant', why)
}

async function replaced(request: CausalityRequest, stretch: Stretch, cut: number, direction: Direction): Promise<Failure | undefined> {
  const end = Math.min(cut + BARS_BEHIND_CUT, barCount(stretch.bars))
  const random = seededRandom(`other-future:${request.seed}:${cut}:${direction}`)
  const bars = otherBars(sliceBars(stretch.bars, 0, end), cut, direction, random)
  const predictions = otherPredictions(slicePredictions(stretch.predictions, 0, end), cut)
  const outcome = await request.runOn(bars, predictions, stretch.tradeFrom)
  const why = 'With the later bars replaced, the strategy decided differently; it reads the future'
  return compare(stretch, outcome, cut, 'reads_the_future', why)
}

/**
 * Does a decision depend on anything but the past? The same bars twice (determinism), the later bars left out (prefix invariance),
 * the later bars replaced (future perturbation): whatever was decided before must stay. A failure blocks; undefined is a pass.
 */
export async function causalityFailure(request: CausalityRequest): Promise<Failure | undefined> {
  const random = seededRandom(`causality:${request.seed}`)
  const stretch = await chooseStretch(request, random)
  if ('stage' in stretch) return stretch
  const cuts = chooseCuts(stretch, random)
  const first = await repeated(request, stretch)
  if (first !== undefined) return first
  const outcomes = await Promise.all([
    ...cuts.slice(0, PREFIXES).map((cut) => shortened(request, stretch, cut)),
    ...cuts.flatMap((cut) => [replaced(request, stretch, cut, 1), replaced(request, stretch, cut, -1)]),
  ])
  return outcomes.find((failure) => failure !== undefined)
}
