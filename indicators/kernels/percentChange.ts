/** Change from `before` to `now` in percent of `before`; NaN where `before` is 0, of which nothing is a percentage. */
export function percentChange(before: number, now: number): number {
  return before === 0 ? NaN : (100 * (now - before)) / before
}
