import { barCount } from '../../domain/bars.ts'
import { BadDataError, UsageError } from '../../domain/errors.ts'
import { taskOf, type SplitDefinition, type TargetName, type TargetSpec } from '../../domain/ml.ts'
import type { ModelPlan } from '../../domain/modelPlan.ts'
import type { Timeframe } from '../../domain/timeframe.ts'
import type { FeatureTable } from '../../features/compute.ts'
import { computeTarget } from '../../features/targets/computeTarget.ts'
import { constantColumns } from '../checkRequest.ts'
import type { ModelFamily } from '../family.ts'
import { trainVersion, type TrainedVersion } from '../walkForward/trainVersion.ts'
import type { TrainingTrial } from '../walkForward/trainRequest.ts'
import { chooseSplit } from './chooseSplit.ts'
import { featureTable } from './modelInputs.ts'
import type { SupplyPorts } from './ports.ts'
import type { Planned } from './plannedOn.ts'

function targetOf(name: TargetName, { horizon_bars, barrier }: ModelPlan): TargetSpec {
  const spec = { name, horizonBars: horizon_bars }
  return barrier === null || name !== 'direction'
    ? spec
    : { ...spec, barrier: { takeProfit: barrier.take_profit, stopLoss: barrier.stop_loss } }
}

export interface Training extends Planned {
  readonly family: ModelFamily
  readonly target: TargetName
  readonly seed: number
  readonly onTrial: (trial: TrainingTrial) => void
}

/**
 * Trains what a plan says, walk-forward. The caller disposes of it.
 * @throws UsageError where the bars are too few, BadDataError where nothing can be learnt, ResourceError where a library or the disk fails.
 */
export async function carryOut(
  ports: SupplyPorts,
  { family, target, seed, features, inputs, onTrial }: Training,
  plan: ModelPlan,
): Promise<TrainedVersion> {
  const { bars, dataset } = inputs
  const computed = await featureTable(ports, features, inputs)
  const warm = Math.max(0, ...computed.warmup)
  const spec = targetOf(target, plan)
  const split = splitFor(dataset.timeframe, { bars: barCount(bars), before: inputs.before, warm, horizonBars: spec.horizonBars })
  const table = withoutStill(computed, warm, split.train_bars)
  const kept = new Set(table.names)
  return trainVersion({
    family,
    config: { family: family.name, task: taskOf(target), hyperparameters: plan.hyperparameters, seed },
    plan: { features: features.features.filter(({ name }) => kept.has(name)) },
    table,
    target: spec,
    ...computeTarget(bars, spec),
    time: bars.time,
    timeframe: dataset.timeframe,
    split,
    onTrial,
  })
}

/** Rows to fit on, at least. */
const LEAST_ROWS = 30

/**
 * How bars are cut behind the warm-up of their features.
 * @throws UsageError where that leaves next to nothing to learn from, or nothing to predict.
 */
export function splitFor(
  timeframe: Timeframe,
  {
    bars,
    before,
    warm,
    horizonBars,
  }: { readonly bars: number; readonly before: number; readonly warm: number; readonly horizonBars: number },
): SplitDefinition {
  const split = chooseSplit(bars - warm, before - warm, timeframe, horizonBars)
  const rows = Math.floor((1 - split.valid_fraction) * split.train_bars) - 2 * horizonBars - split.embargo_bars
  if (rows >= LEAST_ROWS && split.train_bars < bars - warm - horizonBars) return split
  if (rows >= LEAST_ROWS) {
    const used = `${warm} warm the features up, ${split.train_bars} train the first snapshot and ${horizonBars} end its first label`
    throw new UsageError(`${bars} bars are too few: ${used}, so that none is left to predict; take a window that ends later.`)
  }
  const purged = `${horizonBars} ahead and an embargo of ${split.embargo_bars} leave ${Math.max(0, rows)} rows`
  throw new UsageError(
    `${bars} bars are too few: ${warm} warm the features up, and labels ${purged} to learn from; take more bars, quicker features or a shorter horizon.`,
  )
}

/** Thirds of a training range, so that the part of it that is fitted holds one of them whole. */
const STRIDES = 3

/** Without the features that stand still, or are missing, for as long as a fold may learn from: such as trades where nobody counts them. */
function withoutStill({ names, columns, warmup }: FeatureTable, from: number, length: number): FeatureTable {
  const bars = columns[0]?.length ?? 0
  const still = new Set<string>()
  const step = Math.max(1, Math.floor(length / STRIDES))
  for (let start = from; start < bars; start += step) {
    const rows = Int32Array.from({ length: Math.min(step, bars - start) }, (_, k) => start + k)
    // A shorter rest says nothing: it is learnt from together with what comes before it.
    if (rows.length < step) break
    for (const name of constantColumns({ rows: bars, names, columns }, rows)) still.add(name)
  }
  const kept = names.map((_, i) => i).filter((i) => !still.has(names[i] as string))
  if (kept.length === 0) throw new BadDataError(`None of the ${names.length} features ever changes on these bars; name others.`)
  return {
    names: kept.map((i) => names[i] as string),
    columns: kept.map((i) => columns[i] as Float64Array),
    warmup: kept.map((i) => warmup[i] as number),
  }
}
