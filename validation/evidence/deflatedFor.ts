/**
 * How many trials a verdict is deflated for: those counted on the dataset by then, or those its session is going to make if they are more.
 * `budget` is undefined for a trial of no session.
 */
export function deflatedFor(counted: number, budget: number | undefined): number {
  return Math.max(counted, budget ?? 0)
}
