import { tool, type StructuredToolInterface } from '@langchain/core/tools'
import { z } from 'zod'
import type { ModelSupplier } from '../domain/model.ts'
import { INDICATORS } from '../indicators/catalogue.ts'

export function listIndicatorsTool(): StructuredToolInterface {
  const indicators = INDICATORS.map(({ name, title, group, scale, scales, outputs, params }) => ({
    name,
    title,
    group,
    scale,
    scales,
    outputs,
    params,
  }))
  return tool(() => ({ indicators }), {
    name: 'list_indicators',
    description: 'All indicators with their parameters, outputs and scale.',
    schema: z.object({}),
  })
}

export function listModelsTool(models: ModelSupplier, datasetId: string, windowEnd: string): StructuredToolInterface {
  return tool(async () => ({ families: models.families(), models: await models.models(datasetId, windowEnd) }), {
    name: 'list_available_models',
    description: 'Model families that can be trained here, and released model versions with their performance.',
    schema: z.object({}),
  })
}
