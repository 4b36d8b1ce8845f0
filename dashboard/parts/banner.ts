import type { StrategyFact } from '../../domain/facts.ts'
import { markup, type Html } from '../markup.ts'
import { failedGates } from './status.ts'

const LIMITS =
  'Passing the screen is not approval: the screen looks at the same window the strategies were chosen on, and no untouched data have been asked.'

/** Said before anything else wherever bars were generated. */
export function syntheticBanner(datasetId: string): Html {
  return markup`<aside class="banner synthetic"><strong>Synthetic data.</strong> The bars of ${datasetId} were generated. No figure here says anything about a real market.</aside>`
}

/** What the screen said, and what it did not say. */
export function screenBanner(passed: number, recorded: number): Html {
  if (recorded === 0) return markup`<aside class="banner"><strong>No strategies recorded.</strong> ${LIMITS}</aside>`
  if (passed === 0)
    return markup`<aside class="banner none"><strong>0 passed: nothing here can be told from luck.</strong> ${LIMITS}</aside>`
  return markup`<aside class="banner some"><strong>${passed} of ${recorded} passed the screen.</strong> ${LIMITS}</aside>`
}

/** The same of one strategy that ran to the end. */
export function strategyBanner(strategy: StrategyFact): Html {
  const failed = failedGates(strategy)
  if (strategy.passed_filter) return markup`<aside class="banner some"><strong>Passed the screen.</strong> ${LIMITS}</aside>`
  const gates = failed.length === 0 ? 'no verdict was given.' : `it failed ${failed.join(', ')}.`
  return markup`<aside class="banner none"><strong>Rejected:</strong> ${gates} ${LIMITS}</aside>`
}
