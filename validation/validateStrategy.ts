import type { Verdict } from '../domain/facts.ts'
import { applyGate, type Candidate } from './gate.ts'
import { LUCK } from './gates/luck.ts'
import { OUT_OF_SAMPLE } from './gates/outOfSample.ts'
import { ROBUSTNESS } from './gates/robustness.ts'
import { SCREEN } from './gates/screen.ts'

/** In the order in which they are shown; every one is applied to every candidate. */
export const RESEARCH_GATES = [...SCREEN, ...OUT_OF_SAMPLE, ...LUCK, ...ROBUSTNESS] as const

/**
 * Is it real, as far as the research window can tell? A figure that does not exist does not pass. What passes is asked about
 * overfitting and, last of all, about the sealed holdout (judge.ts).
 */
export function validateStrategy(candidate: Candidate): Verdict {
  const gates = RESEARCH_GATES.map((rule) => applyGate(rule, candidate))
  return { approved: gates.every((gate) => gate.passed), gates }
}
