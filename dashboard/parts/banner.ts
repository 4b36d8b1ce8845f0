import type { StrategyFact } from '../../domain/facts.ts'
import { markup, type Html } from '../markup.ts'
import { failedGates } from './status.ts'

const LIMITS =
  'Approval takes every gate, deflated for all trials counted, and at last the sealed holdout, asked once. It is evidence from the past, no promise.'

/** Said before anything else wherever bars were generated. */
export function syntheticBanner(datasetId: string): Html {
  return markup`<aside class="banner synthetic"><strong>Synthetic data.</strong> The bars of ${datasetId} were generated. No figure here says anything about a real market.</aside>`
}

/** What the gates said, and what that means. */
export function verdictBanner(passed: number, recorded: number): Html {
  if (recorded === 0) return markup`<aside class="banner"><strong>No strategies recorded.</strong> ${LIMITS}</aside>`
  if (passed === 0)
    return markup`<aside class="banner none"><strong>0 approved: nothing here can be told from luck.</strong> ${LIMITS}</aside>`
  return markup`<aside class="banner some"><strong>${passed} of ${recorded} approved.</strong> ${LIMITS}</aside>`
}

/** The same of one strategy that ran to the end. */
export function strategyBanner(strategy: StrategyFact): Html {
  const failed = failedGates(strategy)
  if (strategy.passed_filter) return markup`<aside class="banner some"><strong>Approved.</strong> ${LIMITS}</aside>`
  const gates = failed.length === 0 ? 'no verdict was given.' : `it failed ${failed.join(', ')}.`
  return markup`<aside class="banner none"><strong>Rejected:</strong> ${gates} ${LIMITS}</aside>`
}
