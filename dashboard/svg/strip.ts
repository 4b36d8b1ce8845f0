import { markup, type Html } from '../markup.ts'
import { px } from './px.ts'

const WIDTH = 320
const HEIGHT = 16

/** One stroke per value on a scale from `low` to `high` shared by all rows of a table, with a line at 0. */
export function strip(values: readonly number[], low: number, high: number): Html {
  const span = high - low || 1
  const at = (value: number): number => px(3 + ((value - low) / span) * (WIDTH - 6))
  const strokes = values.map((value) => markup`<line class="stroke" x1="${at(value)}" x2="${at(value)}" y1="3" y2="13"/>`)
  const zero = low <= 0 && high >= 0 ? [markup`<line class="zero" x1="${at(0)}" x2="${at(0)}" y1="0" y2="${HEIGHT}"/>`] : []
  return markup`<svg class="strip" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" preserveAspectRatio="none" aria-hidden="true" xmlns="http://www.w3.org/2000/svg">${zero}${strokes}</svg>`
}
