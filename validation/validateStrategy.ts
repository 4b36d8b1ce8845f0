import type { Verdict } from '../domain/facts.ts'
import { applyGate, type Candidate } from './gate.ts'
import { GATES } from './gates.ts'

/**
 * Is it real? A first screen of one backtest: enough trades, honest books, better than holding and than chance, and a Sharpe ratio that
 * survives deflation for everything that was tried (Bailey and López de Prado 2014). It is a screen only: walk-forward, PBO, FDR,
 * regimes, stress and the sealed holdout are not in it, so that "approved" here says "worth the further tests", not "will earn money".
 * A figure that does not exist does not pass.
 */
export function validateStrategy(candidate: Candidate): Verdict {
  const gates = GATES.map((rule) => applyGate(rule, candidate))
  return { approved: gates.every((gate) => gate.passed), gates }
}
