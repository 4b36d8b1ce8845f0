import { markup, NOTHING, type Html } from '../markup.ts'
import { px } from './px.ts'
import type { Scale } from './scale.ts'
import type { Size } from './size.ts'

/** Horizontal hairlines with their figures on the left; `strong` gets a line that can be seen. */
export function yAxis(size: Size, scale: Scale, format: (value: number) => string, strong: number): Html {
  const lines = scale.ticks.map((tick) => {
    const y = px(scale.at(tick))
    return markup`<line class="${tick === strong ? 'zero' : 'grid'}" x1="${size.left}" x2="${size.width - size.right}" y1="${y}" y2="${y}"/><text class="tick" x="${size.left - 8}" y="${y + 4}" text-anchor="end">${format(tick)}</text>`
  })
  const note =
    scale.note === undefined ? NOTHING : markup`<text class="tick" x="${size.left + 8}" y="${size.top + 10}">${scale.note}</text>`
  return markup`<g>${lines}${note}</g>`
}

/** Labels under the drawing with short ticks. */
export function xAxis(size: Size, ticks: readonly { x: number; label: string }[]): Html {
  const base = size.height - size.bottom
  const marks = ticks.map(
    ({ x, label }) =>
      markup`<line class="notch" x1="${px(x)}" x2="${px(x)}" y1="${base}" y2="${base + 4}"/><text class="tick" x="${px(x)}" y="${base + 18}" text-anchor="middle">${label}</text>`,
  )
  return markup`<g><line class="notch" x1="${size.left}" x2="${size.width - size.right}" y1="${base}" y2="${base}"/>${marks}</g>`
}

/** The drawing itself; `label` is what a reader who cannot see it is told. */
export function drawing(size: Size, label: string, content: readonly Html[]): Html {
  return markup`<svg viewBox="0 0 ${size.width} ${size.height}" role="img" aria-label="${label}" xmlns="http://www.w3.org/2000/svg">${content}</svg>`
}
