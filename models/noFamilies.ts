import type { ModelSupplier } from '../domain/model.ts'

/** The supplier of a machine without any model family: agents see empty lists, and a request for a model is refused with the reason. */
export const noFamilies: ModelSupplier = {
  families: () => [],
  models: () => Promise.resolve([]),
  getOrCreate: ({ model_id }) =>
    Promise.resolve({
      ok: false,
      failure: {
        stage: 'model',
        code: 'model_unavailable',
        message: `Model ${model_id} does not exist, and no model family is installed to train it; use pure_technical.`,
      },
    }),
}
