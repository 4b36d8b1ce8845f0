/** A coordinate to a tenth of a pixel: finer cannot be seen and triples the file. */
export function px(value: number): number {
  return Math.round(value * 10) / 10
}
