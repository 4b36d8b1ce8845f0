import type { Step } from '../inside/steps.ts'

/** The strategy says something that steps cannot; caught by `lowerStrategy`. */
export class NotExpressible extends Error {}

/** Beyond it the isolate is as fast, and a text cannot make a run take as long as it likes. */
const MOST_STEPS = 200

/** What is read off a text. */
export interface Collected {
  readonly steps: Step[]
  /** Fields of the bar, whether a step comes of them or not: reading one that is not there is a mistake in itself. */
  readonly reads: Set<string>
  /** The place of a step; equal ones are one. */
  readonly add: (step: Step) => number
}

export function createSteps(): Collected {
  const steps: Step[] = []
  const places = new Map<string, number>()
  return {
    steps,
    reads: new Set(),
    add(step) {
      // -0 and NaN are numbers of their own, which JSON does not tell apart.
      const key = step.op === 'number' ? (Object.is(step.value, -0) ? '-0' : String(step.value)) : JSON.stringify(step)
      const known = places.get(key)
      if (known !== undefined) return known
      if (steps.length >= MOST_STEPS) throw new NotExpressible()
      const place = steps.push(step) - 1
      places.set(key, place)
      return place
    },
  }
}
