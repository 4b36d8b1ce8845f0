import { pathToFileURL } from 'node:url'
import { performance } from 'node:perf_hooks'
import { BadDataError } from '../domain/errors.ts'
import { plantedRows } from '../models/contract/planted.ts'
import type { LabelledRows, ModelFamily } from '../models/family.ts'
import { FAMILIES } from '../models/families.ts'
import { pythonWithBoth, runTwins, type TwinJob } from '../models/fixtures/pythonTwin.ts'
import { settle } from '../models/hyperparameters.ts'
import { lightgbm, lightgbmPlan } from '../models/lightgbm/lightgbm.ts'
import { xgboost, xgboostPlan } from '../models/xgboost/xgboost.ts'

/** One family's training; `pythonSeconds` is the same call from Python on the same machine, alternating with ours. */
export interface ModelTiming {
  readonly family: string
  readonly rows: number
  readonly features: number
  readonly seconds: number
  readonly pythonSeconds: number | undefined
}

const SEED = 1
const BOOSTING = { rounds: 100, learning_rate: 0.1, subsample: 1, colsample_bytree: 1 }

async function secondsOf(
  family: ModelFamily,
  train: ReturnType<typeof plantedRows>,
  hyperparameters: Record<string, number>,
): Promise<number> {
  const started = performance.now()
  const model = await family.fit({ task: 'classification', train, hyperparameters, seed: SEED })
  const seconds = (performance.now() - started) / 1000
  model.dispose()
  return seconds
}

function jobFor(family: ModelFamily, rows: number, features: number): TwinJob {
  const settings = settle(family.name, family.hyperparameters, BOOSTING)
  const plan =
    family === xgboost
      ? xgboostPlan('classification', settings as Parameters<typeof xgboostPlan>[1])
      : lightgbmPlan('classification', settings as Parameters<typeof lightgbmPlan>[1])
  const planted = (count: number, seed: number): LabelledRows =>
    plantedRows('classification', { rows: count, features, strength: 0.3, seed })
  return { engine: family === xgboost ? 'XGBoost' : 'LightGBM', plan, seed: SEED, train: planted(rows, SEED), test: planted(10, 2) }
}

/**
 * Both libraries against Python, in turns. The least of the times is compared, because other work can only add. All of
 * `fit` counts on our side: checks, the change to row-major, the way to the training thread and back.
 */
async function benchBoosting(python: string, rows: number, features: number, rounds: number): Promise<ModelTiming[]> {
  const timings: ModelTiming[] = []
  for (const family of [xgboost, lightgbm]) {
    const job = jobFor(family, rows, features)
    // The thread is started once in a process and is not to be measured.
    await secondsOf(family, plantedRows('classification', { rows: 100, features: 2, strength: 1, seed: 1 }), {})
    const [ours, theirs]: [number[], number[]] = [[], []]
    for (let round = 0; round < rounds; round++) {
      theirs.push(runTwins(python, [job])[0]?.seconds ?? NaN)
      ours.push(await secondsOf(family, job.train, BOOSTING))
    }
    timings.push({ family: family.name, rows, features, seconds: Math.min(...ours), pythonSeconds: Math.min(...theirs) })
  }
  return timings
}

/** What a year of hours costs in each family at its defaults. */
async function benchFamilies(rows: number, features: number): Promise<ModelTiming[]> {
  const train = plantedRows('classification', { rows, features, strength: 0.3, seed: SEED })
  const timings: ModelTiming[] = []
  for (const family of FAMILIES.filter((each) => each.availability().ok)) {
    timings.push({ family: family.name, rows, features, seconds: await secondsOf(family, train, {}), pythonSeconds: undefined })
  }
  return timings
}

export async function benchModels(python?: string): Promise<ModelTiming[]> {
  const found = pythonWithBoth([python, 'python3'])
  if (python !== undefined && found !== python) throw new BadDataError(`${python} has not both packages, xgboost and lightgbm.`)
  return [...(found === undefined ? [] : await benchBoosting(found, 100_000, 80, 7)), ...(await benchFamilies(8760, 150))]
}

export function modelTable(timings: readonly ModelTiming[]): string {
  const head = `${'family'.padEnd(14)}${'rows'.padStart(8)}${'features'.padStart(10)}${'seconds'.padStart(9)}${'Python'.padStart(9)}${'ratio'.padStart(7)}`
  const lines = timings.map(({ family, rows, features, seconds, pythonSeconds }) => {
    const line = `${family.padEnd(14)}${String(rows).padStart(8)}${String(features).padStart(10)}${seconds.toFixed(2).padStart(9)}`
    return pythonSeconds === undefined
      ? line
      : `${line}${pythonSeconds.toFixed(2).padStart(9)}${(seconds / pythonSeconds).toFixed(2).padStart(7)}`
  })
  return [head, ...lines].join('\n')
}

/** `npx tsx bench/models.ts [PYTHON]`; without a Python that has both packages only our own times are shown. */
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.log(modelTable(await benchModels(process.argv[2])))
