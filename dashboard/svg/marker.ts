import { markup, type Html } from '../markup.ts'
import { px } from './px.ts'

const RADIUS = 4.5

/** A mark by its shape as well as its colour, so that it can be told apart without colours. */
export function marker(kind: string, x: number, y: number): Html {
  const r = RADIUS
  if (kind === 'exploit') return markup`<circle class="mark exploit" cx="${px(x)}" cy="${px(y)}" r="${r}"/>`
  if (kind === 'explore') {
    return markup`<path class="mark explore" d="M${px(x)} ${px(y - r - 1)}L${px(x + r + 0.7)} ${px(y + r - 0.5)}L${px(x - r - 0.7)} ${px(y + r - 0.5)}Z"/>`
  }
  if (kind === 'upgrade')
    return markup`<rect class="mark upgrade" x="${px(x - r + 0.5)}" y="${px(y - r + 0.5)}" width="${2 * r - 1}" height="${2 * r - 1}"/>`
  return markup`<path class="mark other" d="M${px(x - 3)} ${px(y - 3)}L${px(x + 3)} ${px(y + 3)}M${px(x - 3)} ${px(y + 3)}L${px(x + 3)} ${px(y - 3)}"/>`
}
