import type { Step } from '../inside/steps.ts'

/** The strategy says something that steps cannot; caught by `lowerStrategy`. */
export class NotExpressible extends Error {}

/** Beyond it the isolate is as fast, and a text cannot make a run take as long as it likes. */
const MOST_STEPS = 200
/** What is read twice counts twice: a row of conditions that leave by neither way doubles what follows. */
const MOST_READ = 4_000

/** Collects steps; equal ones are one. */
export function createSteps(): { readonly steps: readonly Step[]; readonly add: (step: Step) => number } {
  const steps: Step[] = []
  const places = new Map<string, number>()
  let read = 0
  return {
    steps,
    add(step) {
      // -0 and NaN are numbers of their own, which JSON does not tell apart.
      const key = step.op === 'number' ? (Object.is(step.value, -0) ? '-0' : String(step.value)) : JSON.stringify(step)
      const known = places.get(key)
      if (++read > MOST_READ || (known === undefined && steps.length >= MOST_STEPS)) throw new NotExpressible()
      if (known !== undefined) return known
      const place = steps.push(step) - 1
      places.set(key, place)
      return place
    },
  }
}
