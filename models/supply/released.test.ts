import { expect, it, onTestFinished } from 'vitest'
import { sliceBars, type Bars } from '../../domain/bars.ts'
import { temporaryHome } from '../../fixtures/home.ts'
import { samplePlan, sampleSupply } from '../../fixtures/sampleSupply.ts'
import { walkBars } from '../../fixtures/walkBars.ts'

const WEEK = 7 * 86_400_000
const MONDAY = Date.UTC(2015, 0, 5)
const weekly = (seed: number): Bars => ({ ...walkBars(seed, 600), time: Float64Array.from({ length: 600 }, (_, i) => MONDAY + i * WEEK) })

const comparing = samplePlan({ features: { groups: [], include: ['market_return_1', 'rsi_14'], exclude: [], limit: 5 } })

async function noteOf(other: Bars): Promise<string> {
  const markets = { 'test:BTCUSDT:1w': weekly(1), 'test:ETHUSDT:1w': other, 'test:SOLUSDT:1w': weekly(3) }
  const supply = sampleSupply(temporaryHome(), markets)
  onTestFinished(() => supply.close())
  const scope = supply.scope('test:BTCUSDT:1w', { window_to: new Date(MONDAY + 600 * WEEK).toISOString() })
  const outcome = await supply.supplier.getOrCreate({ model_id: 'XGBoost_direction_v1' }, scope, supply.planner(comparing))
  return outcome.ok ? outcome.note : outcome.failure.message
}

it('says up to when a version was trained where another symbol ends earlier', async () => {
  const note = await noteOf(sliceBars(weekly(2), 0, 500))
  expect(note).toMatch(/ that compare with 2 other symbols, up to 2024-07-29, where the first of them ends or is sealed, and released$/)
})

it('does not take the length of the last bar for an earlier end', async () => {
  expect(await noteOf(weekly(2))).toMatch(/ that compare with 2 other symbols and released$/)
})
