import { describe, expect, it } from 'vitest'
import { barCount, type Bars } from '../domain/bars.ts'
import { ACTION, DEFAULT_ENGINE } from '../domain/order.ts'
import { seededRandom } from '../math/random.ts'
import { evaluateStrategy } from './evaluate.ts'
import { engineOn } from './longestHalt.ts'
import { walkingBars } from './proof/madeUpBars.ts'
import { noLedger } from './proof/noLedger.ts'
import { openSandboxWithoutWalls } from './proof/openSandbox.ts'
import { walkForwardStrategy } from './walkForward/walkForwardStrategy.ts'

const DAY = 86_400_000
const HALF = 90 * 24

/** A coin that is silent for so many days in its middle, and comes back at a thousand times the price. */
function reborn(days: number): Bars {
  const whole = walkingBars(seededRandom('halt'), 2 * HALF, 0.005)
  const dearer = (column: Float64Array): Float64Array => column.map((price, i) => (i < HALF ? price : 1000 * price))
  const { time, volume } = whole
  const [open, high, low, close] = [whole.open, whole.high, whole.low, whole.close].map(dearer) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ]
  return { time: time.map((stamp, i) => (i < HALF ? stamp : stamp + days * DAY)), open, high, low, close, volume }
}

const holding = openSandboxWithoutWalls(
  {},
  () =>
    (_, { side }) =>
      side === 0 ? ACTION.enterLong : ACTION.hold,
)
const request = (bars: Bars) => ({ sandbox: holding, source: { text: '', hash: '' }, bars, seed: 1, ledger: noLedger })

describe('a pause of more than a week on one symbol alone', () => {
  it('ends the listing: nobody earns what lies between two coins of one name', async () => {
    const bars = reborn(18)
    const evaluation = await evaluateStrategy({ ...request(bars), timeframe: '1h' })
    if (!evaluation.ok) throw new Error(evaluation.failure.message)
    expect(evaluation.trades.map(({ entryIndex, exitIndex, exitReason }) => [entryIndex, exitIndex, exitReason])).toEqual([
      [1, HALF - 1, 'end_of_data'],
      [HALF + 1, barCount(bars) - 1, 'end_of_data'],
    ])
    expect(evaluation.metrics.total_return).toBeLessThan(10)
    expect(evaluation.baselines.buy_and_hold.total_return).toBeLessThan(10)
  })

  it('does so in a walk-forward too', async () => {
    const walked = await walkForwardStrategy({ ...request(reborn(18)), schedule: { trainDays: 60, testDays: 60, stepDays: 60 } })
    if (!walked.ok) throw new Error(walked.failure.message)
    expect(Math.max(...walked.evaluated.flatMap(({ daily }) => [...daily.returns]))).toBeLessThan(1)
  })

  it('of a week or less changes nothing, and what was said of halts stands', () => {
    expect(engineOn(DEFAULT_ENGINE, reborn(6))).toBe(DEFAULT_ENGINE)
    const bars = reborn(18)
    expect(engineOn(DEFAULT_ENGINE, bars, bars.time[HALF]!)).toBe(DEFAULT_ENGINE)
    expect(engineOn(DEFAULT_ENGINE, bars, bars.time[HALF]! + 1)).toEqual({ ...DEFAULT_ENGINE, longestHaltMs: 7 * DAY })
    const patient = { ...DEFAULT_ENGINE, longestHaltMs: 30 * DAY }
    expect(engineOn(patient, reborn(18))).toBe(patient)
  })
})
