import { setImmediate as turn } from 'node:timers/promises'
import type { Task } from '../../domain/ml.ts'
import { seededRandom } from '../../math/random.ts'
import { meanLoss } from './loss.ts'
import type { Architecture, Weights } from './network.ts'
import { score } from './score.ts'
import type { Tensorflow } from './tensorflow.ts'
import { shuffled, type Labelled } from './trainNetwork.ts'

/** Samples that are looked at: enough to rank features, few enough for hundreds of them. */
const SAMPLES = 512

/** How much the loss grows when a feature's values change places among the rows (Breiman 2001; Fisher, Rudin & Dominici 2019); one figure per feature. */
export async function permutationImportance(
  tf: Tensorflow,
  architecture: Architecture,
  weights: readonly Weights[],
  task: Task,
  { samples, picked, labels }: Labelled,
  seed: number,
): Promise<number[]> {
  // The latest are nearest to what will be predicted.
  const first = Math.max(0, picked.length - SAMPLES)
  const [rows, truth] = [picked.subarray(first), labels.subarray(first)]
  const lossOf = (values: Float32Array): number => meanLoss(task, score(tf, architecture, weights, { ...samples, values }, rows), truth)
  const base = lossOf(samples.values)
  const order = shuffled(samples.rows, seededRandom(`${seed} importance`))
  const values = samples.values.slice()
  const growth: number[] = []
  for (let j = 0; j < samples.features; j++) {
    order.forEach((from, i) => (values[i * samples.features + j] = samples.values[from * samples.features + j] as number))
    growth.push(lossOf(values) - base)
    for (let i = j; i < values.length; i += samples.features) values[i] = samples.values[i] as number
    await turn()
  }
  return growth
}
