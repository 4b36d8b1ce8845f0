import { z } from 'zod'
import type { FamilyName, FittedModel } from '../family.ts'
import { MODEL_BYTES, readModelBytes, readModelFile } from '../modelFile.ts'
import { Standardiser } from '../standardise.ts'
import type { Architecture, Weights } from './network.ts'
import { networkModel } from './networkModel.ts'
import { tensorflow } from './tensorflow.ts'

const SHAPE = {
  ...MODEL_BYTES,
  ...Standardiser.shape,
  label_mean: z.number(),
  label_deviation: z.number(),
  settings: z.record(z.string(), z.number()),
  weights: z.array(z.object({ name: z.string(), shape: z.tuple([z.number().int(), z.number().int()]) })),
  importance: z.record(z.string(), z.number()),
}

/** What `save` of a network wrote. @throws BadDataError where a file is missing or damaged. */
export async function loadNetwork(
  directory: string,
  family: FamilyName,
  build: (settings: Readonly<Record<string, number>>) => Architecture,
): Promise<FittedModel> {
  const file = await readModelFile(directory, family, SHAPE)
  const bytes = await readModelBytes(directory, file)
  const tf = await tensorflow()
  return networkModel(tf, build(file.settings), {
    family,
    task: file.task,
    featureNames: file.feature_names,
    standardiser: { means: file.means, deviations: file.deviations },
    labelScale: { mean: file.label_mean, deviation: file.label_deviation },
    settings: file.settings,
    weights: cutWeights(file.weights, bytes),
    epochs: file.best_iteration ?? 0,
    importance: file.importance,
  })
}

/** The file holds as many as the shapes say: it is the one that was written with them. */
function cutWeights(shapes: readonly Omit<Weights, 'values'>[], bytes: Buffer): Weights[] {
  let at = 0
  return shapes.map(({ name, shape }) => {
    const length = shape[0] * shape[1]
    const values = Float32Array.from({ length }, (_, i) => bytes.readFloatLE(at + i * 4))
    at += length * 4
    return { name, shape, values }
  })
}
