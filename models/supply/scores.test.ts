import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import type { Bars } from '../../domain/bars.ts'
import type { ModelPlan } from '../../domain/modelPlan.ts'
import { fakeFamily } from '../../fixtures/fakeFamily.ts'
import { temporaryHome } from '../../fixtures/home.ts'
import { samplePlan, sampleSupply, type SampleSupply } from '../../fixtures/sampleSupply.ts'
import { walkBars, withTellingVolume } from '../../fixtures/walkBars.ts'
import { computeTarget } from '../../features/targets/computeTarget.ts'
import { linear } from '../linear/linear.ts'
import { measurePredictions } from '../walkForward/measurePredictions.ts'
import { availableFrom } from '../walkForward/availability.ts'

const BTC = 'test:BTCUSDT:1h'
const BARS = 1600
const HORIZON = 6
const PEERS = 9

const featuresOf = (include: string[], groups: string[] = []): ModelPlan =>
  samplePlan({ features: { groups, include, exclude: [], limit: 40 } })

/** Ten symbols; from bar `last` on, every one of them goes another way. */
function universe(last = BARS): Record<string, Bars> {
  const peers = Array.from({ length: PEERS }, (_, i) => [`test:PEER${i}:1h`, walkBars(`peer ${i}`, BARS, last)] as const)
  return { [BTC]: walkBars(1, BARS, last), ...Object.fromEntries(peers) }
}

function open(bars: Record<string, Bars>, families = [linear, fakeFamily()]): SampleSupply {
  const supply = sampleSupply(temporaryHome(), bars, families)
  afterAll(() => supply.close())
  return supply
}

async function train({ supplier, scope, planner }: SampleSupply, model_id: string, plan: ModelPlan): Promise<string> {
  const outcome = await supplier.getOrCreate({ model_id }, scope(BTC), planner(plan))
  if (!outcome.ok) throw new Error(outcome.failure.message)
  return outcome.model_id
}

const allScores = ({ supplier }: SampleSupply, id: string, until = Infinity) => supplier.scores(id, BTC, until)
const firstOf = (scores: Float64Array): number => scores.findIndex((score) => !Number.isNaN(score))

describe.each([
  ['Linear_direction_v1', featuresOf(['log_return_1', 'log_return_24', 'rsi_14', 'volume_ratio_24'])],
  ['Linear_return_v1', featuresOf(['log_return_1', 'log_return_24', 'rsi_14', 'volume_ratio_24'])],
  ['Linear_direction_v2', featuresOf([], ['cross_sectional_focused'])],
])('scores of %s, planned with %#', (modelId, plan) => {
  const supply = open(universe())
  const trained = train(supply, modelId, plan)

  it('are numbers in [0, 1] from the first snapshot that may speak on', async () => {
    const scores = await allScores(supply, await trained)
    expect(scores).toHaveLength(BARS)
    const first = firstOf(scores)
    const [available] = availableFrom(supply.registry.getVersion(await trained))
    const bar = supply.markets.get(BTC)?.time.findIndex((time) => time >= (available ?? NaN)) ?? NaN
    const isRank = modelId.includes('return')
    expect(first).toBe(isRank ? bar + 719 : bar)
    for (const score of scores.subarray(first)) expect(score >= 0 && score <= 1).toBe(true)
    // Not one value said over and over.
    expect(new Set(scores.subarray(first)).size).toBeGreaterThan(100)
  })

  it('end with the bar before `until`, and are the same up to there', async () => {
    const id = await trained
    const [whole, until] = [await allScores(supply, id), supply.markets.get(BTC)?.time[1500] as number]
    const cut = await allScores(supply, id, until)
    expect(cut).toHaveLength(BARS)
    expect(cut.subarray(0, 1500)).toEqual(whole.subarray(0, 1500))
    expect(cut.subarray(1500).every(Number.isNaN)).toBe(true)
    expect(whole.subarray(1500).some(Number.isNaN)).toBe(false)
  })

  it('do not change with what comes after them, in any market', async () => {
    const id = await trained
    const whole = await allScores(supply, id)
    try {
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 1340, max: BARS - 2 }), async (last) => {
          for (const [name, bars] of Object.entries(universe(last))) supply.markets.set(name, bars)
          const changed = await allScores(supply, id)
          expect(changed.subarray(0, last)).toEqual(whole.subarray(0, last))
          expect(changed.subarray(last)).not.toEqual(whole.subarray(last))
        }),
        { numRuns: 4 },
      )
    } finally {
      for (const [name, bars] of Object.entries(universe())) supply.markets.set(name, bars)
    }
  })

  it('do not change either where the model is made anew with another future', async () => {
    const whole = await allScores(supply, await trained)
    const last = 1450
    const other = open(universe(last))
    const scores = await allScores(other, await train(other, modelId, plan))
    expect(scores.subarray(0, last)).toEqual(whole.subarray(0, last))
    expect(scores.subarray(last)).not.toEqual(whole.subarray(last))
  })
})

it('tell of the symbols that a model compares with, and of them alone', async () => {
  const supply = open(universe())
  const id = await train(supply, 'Linear_direction_v1', featuresOf([], ['cross_sectional_focused']))
  expect(supply.registry.getVersion(id).dataset_ids).toHaveLength(1 + PEERS)
  expect(supply.registry.getVersion(id).features_used.some((name) => name.startsWith('cross_'))).toBe(true)
  const before = await allScores(supply, id)
  supply.markets.set('test:NEWCOMER:1h', walkBars('newcomer', BARS))
  expect(await allScores(supply, id)).toEqual(before)
  supply.markets.set('test:PEER3:1h', walkBars('another peer', BARS))
  expect(await allScores(supply, id)).not.toEqual(before)
})

it('are refused for bars of another timeframe, for ids that are none and for symbols that are gone', async () => {
  const supply = open({ ...universe(), 'test:BTCUSDT:4h': walkBars(1, BARS) })
  const id = await train(supply, 'Linear_direction_v1', featuresOf([], ['cross_sectional_focused']))
  await expect(supply.supplier.scores(id, 'test:BTCUSDT:4h', Infinity)).rejects.toThrow(/trained on 1h bars and cannot predict 4h bars/)
  await expect(allScores(supply, 'Linear_direction_v9')).rejects.toThrow(/no model "Linear_direction_v9"/)
  await expect(supply.supplier.scores(id, 'test:NOPE:1h', Infinity)).rejects.toThrow(/no dataset "test:NOPE:1h"/)
  supply.markets.delete('test:PEER3:1h')
  await expect(allScores(supply, id)).rejects.toThrow(/no dataset "test:PEER3:1h"/)
})

describe('a volume that knows the future from a bar on', () => {
  const planted = 1000
  const bars = withTellingVolume(walkBars(5, BARS), HORIZON, planted)
  const supply = open({ [BTC]: bars })
  const { labels } = computeTarget(bars, { name: 'direction', horizonBars: HORIZON })
  const measured = (scores: Float64Array, from: number, to: number): Record<string, number> =>
    measurePredictions('direction', scores.subarray(from, to), labels.subarray(from, to), HORIZON)

  it('says nothing before a snapshot could have learnt of it, and is found by the ones after', async () => {
    const id = await train(supply, 'XGBoost_direction_v1', featuresOf(['volume_ratio_24']))
    const scores = await allScores(supply, id)
    const barAt = (iso: string): number => bars.time.indexOf(Date.parse(iso))
    const { folds } = supply.registry.getVersion(id)
    const learning = folds.find(({ data_until }) => barAt(data_until) >= planted + HORIZON)
    const seeing = barAt(learning?.predict_from ?? '')
    expect(seeing).toBeGreaterThan(planted + 50)
    const blindFolds = folds.filter(({ data_until }) => barAt(data_until) < planted)
    expect(blindFolds.length).toBeGreaterThan(1)
    const before = measured(scores, 0, planted - HORIZON)
    expect(Math.abs((before.test_auc as number) - 0.5)).toBeLessThan(3 * (before.test_auc_error as number))
    expect(measured(scores, seeing, BARS).test_auc).toBeGreaterThan(0.9)
  })
})
