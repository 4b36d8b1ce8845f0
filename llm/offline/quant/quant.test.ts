import { describe, expect, it } from 'vitest'
import type { Dataset } from '../../../domain/dataset.ts'
import type { PlanBrief } from '../../../domain/model.ts'
import { ModelPlan } from '../../../domain/modelPlan.ts'
import { TARGETS, type TargetName } from '../../../domain/ml.ts'
import { TIMEFRAMES, type Timeframe } from '../../../domain/timeframe.ts'
import { sliceBars } from '../../../domain/bars.ts'
import { walkBars } from '../../../fixtures/walkBars.ts'
import { FAMILIES, findFamily } from '../../../models/families.ts'
import { planBrief } from '../../../models/supply/planBrief.ts'
import { runAgent, type AgentOutcome } from '../../agent.ts'
import { OfflinePolicy } from '../offlinePolicy.ts'

const WALK = walkBars(1, 20_000)

interface Asked {
  readonly family?: string
  readonly target?: TargetName
  readonly timeframe?: Timeframe
  readonly bars?: number
  readonly peers?: number
  readonly features?: string | undefined
  readonly previous?: PlanBrief['previous']
}

/** What the supplier tells of a request; the bars are as many as said. */
function briefOf({
  family = 'XGBoost',
  target = 'direction',
  timeframe = '1h',
  bars = 9000,
  peers = 0,
  features,
  previous = [],
}: Asked = {}): PlanBrief {
  const dataset = { dataset_id: `test:BTCUSDT:${timeframe}`, timeframe } as Dataset
  const about = { model_name: `${family}_${target}`, features, previous }
  const others = Array.from({ length: peers }, () => dataset)
  return planBrief(about, findFamily(family), target, { dataset, bars: sliceBars(WALK, 0, bars), peers: others, before: 0 })
}

/** One turn of the ML quant agent, with as many refusals as are said before its plan is looked at. */
function plan(brief: PlanBrief, seed = 1, refusals = 0): Promise<AgentOutcome<ModelPlan>> {
  let left = refusals
  return runAgent({
    model: new OfflinePolicy({ seed: 0 }),
    system: 'Plan.',
    user: `Goal: any\nSession seed: ${seed}\nIteration: 1\n\nRequest:\n\`\`\`json\n${JSON.stringify(brief, null, 2)}\n\`\`\`\n`,
    tools: [],
    submit: {
      name: 'submit_model_plan',
      description: 'Hands the plan in.',
      schema: ModelPlan,
      check: (value) => (left-- > 0 ? 'not this one' : brief.check(value)),
    },
  })
}

async function planned(...asked: Parameters<typeof plan>): Promise<ModelPlan> {
  const outcome = await plan(...asked)
  if (!outcome.ok) throw new Error(outcome.failure.message)
  return outcome.value
}

describe('a model planned by the offline policy', () => {
  it.each(FAMILIES.map(({ name }) => name))('can be carried out for %s, whatever the target and the timeframe', async (family) => {
    for (const target of TARGETS) {
      for (const timeframe of TIMEFRAMES) {
        const brief = briefOf({ family, target, timeframe, peers: target === 'return' ? 9 : 0 })
        const first = await plan(brief, 3)
        expect(first.ok, `${target} ${timeframe}`).toBe(true)
        // At the first go: what is sent back costs a turn, and what was asked for with it.
        if (first.ok) expect(first.value.rationale).not.toMatch(/sent back/)
      }
    }
  })

  it('is a matter of the seed and of nothing else', async () => {
    const plans = await Promise.all([1, 1, 2, 3, 4].map((seed) => planned(briefOf(), seed)))
    expect(plans[1]).toEqual(plans[0])
    expect(new Set(plans.map((each) => JSON.stringify(each))).size).toBe(4)
  })

  it('takes the presets and groups of the request, and no others', async () => {
    for (const seed of [1, 2, 3]) {
      const { features } = await planned(briefOf({ features: 'Volume_focused, and regime too' }), seed)
      expect(features.groups.sort()).toEqual(['regime', 'volume_focused'])
    }
  })

  it('keeps the horizon of the version before, so that the two can be compared', async () => {
    const previous = [{ model_id: 'XGBoost_direction_v2', metrics: {}, feature_count: 8, hyperparameters: {}, horizon_bars: 17 }]
    const next = await planned(briefOf({ previous }))
    expect(next.horizon_bars).toBe(17)
    expect(next.rationale).toContain('XGBoost_direction_v2 is there already')
    expect(next.hyperparameters).not.toEqual((await planned(briefOf())).hyperparameters)
  })

  it('is mended after a refusal: first on the features that were asked for, then on what every family can learn from', async () => {
    const brief = briefOf({ features: 'volume_focused' })
    const [once, twice] = [await planned(brief, 1, 1), await planned(brief, 1, 2)]
    expect(once).toMatchObject({ features: { groups: ['volume_focused'] }, hyperparameters: {} })
    expect(twice).toMatchObject({ features: { groups: ['compact'] }, hyperparameters: {} })
    for (const { rationale } of [once, twice]) expect(rationale).toMatch(/was sent back/)
    expect((await plan(brief, 1, 3)).ok).toBe(false)
  })

  it('finds something to learn on few bars, and on what has to be compared with symbols that are not there', async () => {
    for (const bars of [500, 600, 1000]) {
      for (const target of TARGETS) expect((await planned(briefOf({ bars, target, features: 'all' }))).features.groups).toEqual(['all'])
    }
    const { features } = await planned(briefOf({ features: 'cross_sectional_focused' }))
    expect(features.groups).toEqual(['compact'])
    expect((await planned(briefOf({ features: 'cross_sectional_focused', peers: 9 }))).features.groups).toEqual(['cross_sectional_focused'])
  })
})
