/** Of the figures that exist; null where none does. */
export function average(figures: readonly (number | null | undefined)[]): number | null {
  const known = figures.filter((figure) => figure != null)
  return known.length === 0 ? null : known.reduce((sum, figure) => sum + figure, 0) / known.length
}

/** Standard error of the average (n − 1); null below two figures. */
export function standardError(figures: readonly number[]): number | null {
  const middle = average(figures)
  if (middle === null || figures.length < 2) return null
  const squares = figures.reduce((sum, figure) => sum + (figure - middle) ** 2, 0)
  return Math.sqrt(squares / (figures.length - 1) / figures.length)
}
