import { markup, type Html } from '../../../dashboard/markup.ts'
import { px } from '../../../dashboard/svg/px.ts'
import { percent } from '../../format.ts'
import { isPlanted } from '../../../data/markets/kinds.ts'
import type { Rate } from './rate.ts'
import type { Report } from './summarise.ts'

const ROW = 30
const LEFT = 190
const RIGHT = 130
const TOP = 46

interface Line {
  readonly name: string
  readonly style: string
  readonly rate: Rate
}

function linesOf({ kinds, false_discovery, power }: Report): Line[] {
  const named = kinds.map((kind) => ({ name: kind.kind, style: isPlanted(kind.kind) ? 'planted' : 'null', rate: kind }))
  const totals = [
    { name: 'all null', style: 'null', rate: false_discovery },
    { name: 'all planted', style: 'planted', rate: power },
  ]
  return [...named, ...totals].filter(({ rate }) => rate.sessions > 0)
}

export function ratePanelHeight(report: Report): number {
  return TOP + ROW * linesOf(report).length + 34
}

/** Share of sessions that approved anything, a line per kind of market: the point is what was seen, the bar its 95 % interval. */
export function ratePanel(report: Report, width: number): Html {
  const lines = linesOf(report)
  const bottom = TOP + ROW * lines.length
  const x = (share: number): number => px(LEFT + share * (width - LEFT - RIGHT))
  const grid = [0, 0.2, 0.4, 0.6, 0.8, 1].map(
    (share) =>
      markup`<line class="grid" x1="${x(share)}" x2="${x(share)}" y1="${TOP - 6}" y2="${bottom}"/><text class="tick" x="${x(share)}" y="${bottom + 18}" text-anchor="middle">${percent(share, 0)}</text>`,
  )
  const goals = [
    { at: 0.05, style: 'null', label: 'null: at most 5 %' },
    { at: 0.8, style: 'planted', label: 'planted: at least 80 %' },
  ].map(
    ({ at, style, label }) =>
      markup`<line class="goal ${style}" x1="${x(at)}" x2="${x(at)}" y1="${TOP - 6}" y2="${bottom}"/><text class="tick ${style}" x="${x(at)}" y="${TOP - 12}" text-anchor="middle">${label}</text>`,
  )
  const rows = lines.map(({ name, style, rate }, index) => {
    const y = TOP + ROW * (index + 0.5)
    const { low, high } = rate.interval ?? { low: 0, high: 1 }
    return markup`<text class="name" x="${LEFT - 12}" y="${y + 4}" text-anchor="end">${name}</text><line class="bar ${style}" x1="${x(low)}" x2="${x(high)}" y1="${y}" y2="${y}"/><circle class="dot ${style}" cx="${x(rate.rate ?? 0)}" cy="${y}" r="4.5"/><text class="tick" x="${width - RIGHT + 14}" y="${y + 4}">${rate.with_approval} of ${rate.sessions}</text>`
  })
  return markup`<text class="title" x="20" y="20">Sessions that approved anything (95 % intervals)</text><g>${grid}${goals}</g><g>${rows}</g>`
}
