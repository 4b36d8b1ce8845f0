import type { Config } from '../config.ts'
import { OFFLINE_LABEL } from './offline/label.ts'
import { priceOf } from './prices.ts'
import type { Usage } from './usage.ts'

const MILLION = 1_000_000

/**
 * US dollars that `usage` cost with the model called `label`; undefined where the price is not known or the
 * server did not report what every call used. Prices from the environment win over the table and know no cache discount.
 */
export function usageCost(label: string, usage: Usage, config: Pick<Config['openai'], 'priceInput' | 'priceOutput'>): number | undefined {
  if (label === OFFLINE_LABEL) return 0
  if (usage.unmetered_calls > 0) return undefined
  const listed = priceOf(label)
  const input = config.priceInput ?? listed?.input
  const output = config.priceOutput ?? listed?.output
  if (input === undefined || output === undefined) return undefined
  const cached = config.priceInput ?? listed?.cachedInput ?? input
  const fresh = usage.input_tokens - usage.cached_tokens
  return (fresh * input + usage.cached_tokens * cached + usage.output_tokens * output) / MILLION
}
