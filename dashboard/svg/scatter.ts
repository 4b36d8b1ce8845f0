import { markup, NOTHING, type Html } from '../markup.ts'
import { drawing, xAxis, yAxis } from './axes.ts'
import { marker } from './marker.ts'
import { px } from './px.ts'
import { linearScale, niceTicks, type Scale } from './scale.ts'
import type { Size } from './size.ts'
import { spread } from './spread.ts'

export interface Point {
  readonly x: number
  /** Null for what has no figure: marked on a rail below the axis. */
  readonly y: number | null
  /** Half the length of the whisker; undefined for none. */
  readonly error: number | undefined
  /** See marker. */
  readonly kind: string
  readonly href: string
  readonly title: string
}

export interface Reference {
  readonly value: number
  readonly style: string
  readonly label: string
}

export interface Scatter {
  readonly size: Size
  readonly title: string
  readonly points: readonly Point[]
  readonly references: readonly Reference[]
}

/** More points than this and their whiskers would hide them. */
const MOST_WHISKERS = 60
const RAIL = 22

/** Steps along the best value so far; empty before the first figure. */
function bestSoFar(points: readonly Point[], x: Scale, y: Scale, right: number): string {
  let best = -Infinity
  let path = ''
  for (const point of points) {
    if (point.y === null || point.y <= best) continue
    path += path === '' ? `M${px(x.at(point.x))} ${px(y.at(point.y))}` : `H${px(x.at(point.x))}V${px(y.at(point.y))}`
    best = point.y
  }
  return path === '' ? '' : `${path}H${px(right)}`
}

function xScale(points: readonly Point[], size: Size): Scale {
  const low = Math.min(...points.map(({ x }) => x))
  const high = Math.max(...points.map(({ x }) => x), low + 1)
  const from = size.left + 12
  const to = size.width - size.right - 12
  const ticks = niceTicks(low, high, size.width > 600 ? 12 : 5).filter((tick) => Number.isInteger(tick) && tick >= low && tick <= high)
  return { ticks, at: (value) => from + ((value - low) / (high - low)) * (to - from) }
}

function whisker(point: Point, x: Scale, y: Scale): Html {
  if (point.y === null || point.error === undefined) return NOTHING
  return markup`<line class="whisker ${point.kind}" x1="${px(x.at(point.x))}" x2="${px(x.at(point.x))}" y1="${px(y.at(point.y + point.error))}" y2="${px(y.at(point.y - point.error))}"/>`
}

/** Figures in the order of x, with reference levels and the best so far. Expects at least one point. */
export function scatter({ size, title, points, references }: Scatter): Html {
  const figures = points.flatMap(({ y, error = 0 }) => (y === null ? [] : [y - error, y + error]))
  const all = [...figures, ...references.map(({ value }) => value), 0]
  const right = size.width - size.right
  const bottom = size.height - size.bottom - RAIL
  const x = xScale(points, size)
  const y = linearScale(Math.min(...all), Math.max(...all), bottom, size.top, 6)

  const heights = spread(
    references.map(({ value }) => y.at(value)),
    14,
    size.top + 4,
    bottom,
  )
  const levels = references.map(({ value, style, label }, index) => {
    const level = px(y.at(value))
    const line =
      style === 'best' ? NOTHING : markup`<line class="ref ${style}" x1="${size.left}" x2="${right}" y1="${level}" y2="${level}"/>`
    return markup`${line}<text class="label ${style}" x="${right + 7}" y="${px(heights[index] as number) + 4}">${label}</text>`
  })
  const whiskers = points.length > MOST_WHISKERS ? [] : points.map((point) => whisker(point, x, y))
  const marks = points.map((point) => {
    const height = point.y === null ? bottom + RAIL - 8 : y.at(point.y)
    const shape = marker(point.y === null ? 'none' : point.kind, x.at(point.x), height)
    return markup`<a href="${point.href}"><title>${point.title}</title>${shape}</a>`
  })
  return drawing(size, title, [
    yAxis(size, y, (value) => String(value).replace('-', '−'), 0),
    xAxis(
      size,
      x.ticks.map((tick) => ({ x: x.at(tick), label: String(tick) })),
    ),
    markup`<g>${levels}</g><g>${whiskers}</g><path class="line best" d="${bestSoFar(points, x, y, right)}"/><g>${marks}</g>`,
  ])
}
