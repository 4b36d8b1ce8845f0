import { afterAll, expect, it } from 'vitest'
import { temporaryHome } from '../../fixtures/home.ts'
import { samplePlan, sampleSupply } from '../../fixtures/sampleSupply.ts'
import { walkBars } from '../../fixtures/walkBars.ts'
import { availableFamilies } from '../families.ts'

const BTC = 'test:BTCUSDT:1h'
const BARS = 1600

/** Quick settings; what is asked of them is that they find nothing where nothing is. */
const QUICK: Record<string, Record<string, number>> = {
  XGBoost: { rounds: 20 },
  LightGBM: { rounds: 20 },
  RandomForest: { trees: 20 },
  MLP: { epochs: 4 },
  GRU: { epochs: 2, units: 4, lookback: 4 },
}

const families = availableFamilies()
const supply = sampleSupply(temporaryHome(), { [BTC]: walkBars('noise', BARS) }, families)
afterAll(() => supply.close())

it.each(families.map(({ name }) => name))(
  '%s foretells nothing where there is nothing to foretell',
  { timeout: 60_000 },
  async (family) => {
    const plan = samplePlan({ horizon_bars: 3, hyperparameters: QUICK[family] ?? {} })
    const request = { model_id: `${family}_direction_latest` }
    const outcome = await supply.supplier.getOrCreate(request, supply.scope(BTC), supply.planner(plan))
    if (!outcome.ok) throw new Error(outcome.failure.message)
    const { test_auc: area = NaN, test_auc_error: error = NaN } = supply.registry.getVersion(outcome.model_id).metrics
    expect(error).toBeLessThan(0.04)
    expect(Math.abs(area - 0.5)).toBeLessThan(3 * error)
    // It does say something: one constant would have no skill either.
    const scores = await supply.supplier.scores(outcome.model_id, BTC, Infinity)
    expect(new Set(scores.filter((score) => !Number.isNaN(score))).size).toBeGreaterThan(20)
  },
)
