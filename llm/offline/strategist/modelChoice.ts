import type { Decision } from '../../../domain/decision.ts'
import type { StrategyLogic } from '../../../domain/strategy.ts'
import { pick, type Random } from '../../../math/random.ts'
import { drawWeighted } from '../draw.ts'
import { reward } from './belief.ts'
import type { Model, Row, Tables } from './tables.ts'

type MlRequirements = NonNullable<Decision['ml_requirements']>

/** A top row and the newer version of the model it used. */
export interface Upgrade {
  readonly row: Row
  readonly from: string
  readonly to: Model
}

function versionOf(modelId: string): { name: string; version: number } | undefined {
  const match = /^(.+)_v(\d+)$/.exec(modelId)
  return match?.[1] === undefined ? undefined : { name: match[1], version: Number(match[2]) }
}

/** The newest version of each model. */
export function newestModels(models: readonly Model[]): Model[] {
  const newest = new Map<string, Model>()
  for (const model of models) {
    const known = newest.get(model.model_name)
    if (known === undefined || known.version < model.version) newest.set(model.model_name, model)
  }
  return [...newest.values()].sort((a, b) => (a.model_id < b.model_id ? -1 : 1))
}

/** Good strategies whose model has a newer version that none of their descendants seen so far uses; the best first. */
export function upgrades(tables: Tables): Upgrade[] {
  const newest = new Map(newestModels(tables.models).map((model) => [model.model_name, model]))
  const good = tables.top.filter(({ worth }) => (worth ?? 0) > 0)
  return good.flatMap((row) =>
    row.ml_models_used.flatMap((from) => {
      const used = versionOf(from)
      const to = used && newest.get(used.name)
      if (used === undefined || to === undefined || to.version <= used.version) return []
      const done = [...tables.recent, ...tables.top].some(
        (other) => other.parent_id === row.strategy_id && other.ml_models_used.includes(to.model_id),
      )
      return done ? [] : [{ row, from, to }]
    }),
  )
}

const TARGETS = ['direction', 'direction', 'direction', 'return'] as const

/** A signal says up or down; of the targets only these do. */
function directional({ target, model_name: name }: Model): boolean {
  return /direction|return/.test(`${target} ${name}`)
}

/** Presets of features by the idea that the model is to serve. */
const FOCUS: Readonly<Record<StrategyLogic, string>> = {
  trend_following: 'momentum_focused',
  momentum: 'momentum_focused',
  breakout: 'volatility_focused',
  mean_reversion: 'mean_reversion_focused',
  volatility: 'volatility_focused',
  volume: 'volume_focused',
  ml_signal: 'compact',
}

/** Now and then a family without a release is worth a training. */
const RELEASED_SHARE = 0.7
/** And a released model a better one: it is trained on features for the idea at hand, and released if it foretells better. */
const NEXT_VERSION_SHARE = 0.2

/** A released model weighted by how strategies with it did, its next version, or a family to be trained; undefined where nothing is offered. */
export function chooseModel(random: Random, logic: StrategyLogic, tables: Tables): MlRequirements | undefined {
  const newest = newestModels(tables.models)
  const able = newest.filter(directional)
  const released = able.length > 0 ? able : newest
  const features = FOCUS[logic]
  const untried = tables.families.filter((family) => !released.some(({ model_name: name }) => name.startsWith(`${family}_`)))
  if (released.length > 0 && (untried.length === 0 || random() < RELEASED_SHARE)) {
    const chosen = drawWeighted(random, released, ({ average_sharpe: sharpe }) => 1.1 + reward(sharpe ?? 0))
    const isTrainable = tables.families.some((family) => chosen.model_name.startsWith(`${family}_`))
    if (!isTrainable || random() >= NEXT_VERSION_SHARE) return { model_id: chosen.model_id, features }
    return { model_id: `${chosen.model_name}_v${chosen.version + 1}`, features }
  }
  const families = untried.length > 0 ? untried : tables.families
  if (families.length === 0) return undefined
  return { model_id: `${pick(random, families)}_${pick(random, TARGETS)}_latest`, features }
}
