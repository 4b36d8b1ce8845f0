import type { Bars } from '../domain/bars.ts'
import { UsageError } from '../domain/errors.ts'
import type { FeaturePlan } from '../domain/ml.ts'
import type { Timeframe } from '../domain/timeframe.ts'
import { columnsOf } from './columnsOf.ts'
import { describeFeature } from './definitions.ts'
import type { FeatureDefinition, UniverseKind } from './feature.ts'
import { kindNamed } from './kinds.ts'
import { type Member, openUniverse } from './openUniverse.ts'
import type { IndicatorSource } from './run.ts'
import type { Universe } from './universe.ts'

export interface FeatureInputs {
  readonly bars: Bars
  readonly timeframe: Timeframe
  /** Indicators of these very bars: `(name, params) => computeIndicator(bars, name, params)`. */
  readonly indicator: IndicatorSource
  /** The other symbols, for cross-sectional features; `symbol` itself may be among them and is then left out. */
  readonly universe?: readonly Member[] | undefined
  readonly symbol?: string | undefined
}

/** One column per feature of the plan, in its order, as long as the bars; NaN where there is no value. */
export interface FeatureTable {
  readonly names: string[]
  readonly columns: Float64Array[]
  /** Index of the first bar with a value, where nothing is missing and prices move. */
  readonly warmup: number[]
}

/**
 * The features of a plan. Each value is made of its bar and those before it, nothing later; missing bars start a feature anew
 * (completeRuns.ts). The columns are fresh and the inputs unchanged.
 * @throws UsageError on a plan that names what is not there, twice the same column, or other symbols where none are given
 * @throws BadDataError where the universe is not aligned to the bars
 */
export function computeFeatures(plan: FeaturePlan, inputs: FeatureInputs): FeatureTable {
  const definitions = plan.features.map(({ kind, params }) => describeFeature(kind, params))
  const names = plan.features.map(({ name }) => name)
  checkNames(names)
  const own = columnsOf(inputs.bars, inputs.indicator)
  const universe = definitions.some(({ scope }) => scope === 'universe')
    ? openUniverse(inputs.bars, own, membersFor(definitions, inputs), inputs.symbol)
    : undefined
  const columns = definitions.map(({ kind: kindName, params }) => {
    const kind = kindNamed(kindName)
    return kind?.scope === 'bars'
      ? own(kind, params as Record<string, number>)
      : (kind as UniverseKind).compute(universe as Universe, params)
  })
  return { names, columns, warmup: definitions.map(({ warmup }) => warmup) }
}

function checkNames(names: readonly string[]): void {
  const twice = names.find((name, k) => names.indexOf(name) !== k)
  if (twice !== undefined) throw new UsageError(`The feature plan has two columns "${twice}": leave one out.`, { feature: twice })
}

function membersFor(definitions: readonly FeatureDefinition[], { universe }: FeatureInputs): readonly Member[] {
  if (universe !== undefined) return universe
  const names = definitions.filter(({ scope }) => scope === 'universe').map(({ name }) => name)
  const message = `The plan compares across symbols (${names.slice(0, 3).join(', ')}${names.length > 3 ? ', …' : ''}) but only one is given: give a universe, or leave the group cross_sectional out.`
  throw new UsageError(message, { features: names })
}
