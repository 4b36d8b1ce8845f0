import { tool, type StructuredToolInterface } from '@langchain/core/tools'
import { z } from 'zod'
import { FEATURE_GROUPS, FEATURE_PRESETS, featureCatalogue } from '../features/catalogue.ts'

/** What the ML quant agent may look at. */
export function quantTools(): StructuredToolInterface[] {
  return [listFeaturesTool()]
}

function listFeaturesTool(): StructuredToolInterface {
  return tool(
    ({ group }) => ({
      presets: FEATURE_PRESETS,
      features: featureCatalogue()
        .filter((feature) => feature.group === group)
        .map(({ name, title, warmup }) => ({ name, title, warmup_bars: warmup })),
    }),
    {
      name: 'list_features',
      description: 'The presets, and the features of one group with what they say and how many bars they need to warm up.',
      schema: z.object({ group: z.enum(FEATURE_GROUPS) }),
    },
  )
}
