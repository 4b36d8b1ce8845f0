import { markup, NOTHING, type Html } from '../markup.ts'
import { drawing, xAxis, yAxis } from './axes.ts'
import { px } from './px.ts'
import { linearScale, logScale, type Scale } from './scale.ts'
import type { Size } from './size.ts'
import { spread } from './spread.ts'
import { thin } from './thin.ts'
import { DAY_MS, timeTicks } from './timeTicks.ts'

/** One line: a figure a day from `firstTime` (ms UTC) on. */
export interface Series {
  /** Style class: s1, s2, … */
  readonly style: string
  readonly firstTime: number
  readonly values: Float64Array
  /** Written at its end. */
  readonly label: string
}

export interface LineChart {
  readonly size: Size
  /** What the drawing shows, in words. */
  readonly title: string
  readonly series: readonly Series[]
  readonly format: (value: number) => string
  /** The figure whose line is drawn strongly; always in sight. */
  readonly base: number
  /** A level known at the end only, such as where holding the asset ended. */
  readonly level?: { readonly value: number; readonly label: string } | undefined
  /** Filled down from the base: for drawdowns. */
  readonly filled?: boolean
}

/** A logarithmic axis where the highest is more than this many times the lowest. */
const LOG_RATIO = 4

function valueScale({ size, series, base, level, filled }: LineChart): Scale {
  let low = Math.min(base, level?.value ?? base)
  let high = Math.max(base, level?.value ?? base)
  for (const { values } of series) {
    for (const value of values) {
      if (value < low) low = value
      if (value > high) high = value
    }
  }
  const bottom = size.height - size.bottom
  if (filled !== true && low > 0 && high / low > LOG_RATIO) return logScale(low / 1.05, high * 1.05, bottom, size.top)
  return linearScale(low, high, bottom, size.top, size.height > 200 ? 6 : 3)
}

function path(series: Series, x: (time: number) => number, y: Scale, columns: number): string {
  const points = thin(series.values, columns).map((index) => {
    return `${px(x(series.firstTime + index * DAY_MS))} ${px(y.at(series.values[index] as number))}`
  })
  return `M${points.join('L')}`
}

/** Daily series against each other on one axis of time. Expects at least one series with at least two finite values. */
export function lineChart(chart: LineChart): Html {
  const { size, series, base, level } = chart
  const start = Math.min(...series.map(({ firstTime }) => firstTime))
  const end = Math.max(...series.map(({ firstTime, values }) => firstTime + (values.length - 1) * DAY_MS))
  const right = size.width - size.right
  const x = (time: number): number => size.left + ((time - start) / (end - start)) * (right - size.left)
  const y = valueScale(chart)

  const lines = series.map((one) => {
    const line = path(one, x, y, right - size.left)
    const last = x(one.firstTime + (one.values.length - 1) * DAY_MS)
    const close = `L${px(last)} ${px(y.at(base))}L${px(x(one.firstTime))} ${px(y.at(base))}Z`
    const area = chart.filled === true ? markup`<path class="area ${one.style}" d="${line + close}"/>` : NOTHING
    return markup`${area}<path class="line ${one.style}" d="${line}"/>`
  })
  const ends = [
    ...series.map(({ style, label, values }) => ({ style, label, value: values.at(-1) as number })),
    ...(level === undefined ? [] : [{ style: 'hold', label: level.label, value: level.value }]),
  ].filter(({ label }) => label !== '')
  const heights = spread(
    ends.map(({ value }) => y.at(value)),
    14,
    size.top + 4,
    size.height - size.bottom,
  )
  const labels = ends.map(
    ({ style, label }, index) =>
      markup`<text class="label ${style}" x="${right + 7}" y="${px(heights[index] as number) + 4}">${label}</text>`,
  )
  const ticks = timeTicks(start, end, size.width > 600 ? 12 : 5).map(({ time, label }) => ({ x: x(time), label }))
  const goal =
    level === undefined
      ? NOTHING
      : markup`<line class="ref hold" x1="${right - 14}" x2="${right}" y1="${px(y.at(level.value))}" y2="${px(y.at(level.value))}"/>`
  return drawing(size, chart.title, [
    yAxis(size, y, chart.format, base),
    xAxis(size, ticks),
    markup`<g>${lines.reverse()}</g>`,
    goal,
    markup`<g>${labels}</g>`,
  ])
}
