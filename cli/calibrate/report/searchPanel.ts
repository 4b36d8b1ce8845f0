import { markup, type Html } from '../../../dashboard/markup.ts'
import { px } from '../../../dashboard/svg/px.ts'
import { linearScale } from '../../../dashboard/svg/scale.ts'
import { spread } from '../../../dashboard/svg/spread.ts'
import type { Comparison, SearchFigures } from './searches.ts'

const LEFT = 60
const RIGHT = 130
const TOP = 46
const BOTTOM = 44
export const SEARCH_PANEL_HEIGHT = 300

const NAMES: Readonly<Record<SearchFigures['search'], string>> = {
  policy: 'offline policy',
  random: 'random search',
  one_template: 'one template',
}

/** The best Sharpe ratio found after so many trials, a mean over the markets, a line per search. */
export function searchPanel({ searches }: Comparison, width: number): Html {
  const points = searches.map(({ search, curve }) => ({
    search,
    curve: curve.flatMap(({ trials, best_sharpe }) => (best_sharpe === null ? [] : [{ trials, best: best_sharpe }])),
  }))
  const all = points.flatMap(({ curve }) => curve)
  const most = Math.max(...all.map(({ trials }) => trials), 2)
  const bottom = SEARCH_PANEL_HEIGHT - BOTTOM
  const x = (trials: number): number => px(LEFT + ((trials - 1) / (most - 1)) * (width - LEFT - RIGHT))
  const y = linearScale(Math.min(...all.map(({ best }) => best)), Math.max(...all.map(({ best }) => best)), bottom, TOP)
  const grid = y.ticks.map(
    (tick) =>
      markup`<line class="grid" x1="${LEFT}" x2="${width - RIGHT}" y1="${px(y.at(tick))}" y2="${px(y.at(tick))}"/><text class="tick" x="${LEFT - 8}" y="${px(y.at(tick)) + 4}" text-anchor="end">${tick}</text>`,
  )
  const drawn = points.filter(({ curve }) => curve.length > 0)
  const heights = spread(
    drawn.map(({ curve }) => y.at(curve.at(-1)?.best ?? 0)),
    16,
    TOP,
    bottom,
  )
  const lines = drawn.map(({ search, curve }, index) => {
    const path = curve.map(({ trials, best }) => `${x(trials)} ${px(y.at(best))}`).join('L')
    return markup`<path class="line ${search}" d="M${path}"/><text class="name ${search}" x="${width - RIGHT + 8}" y="${px(heights[index] as number) + 4}">${NAMES[search]}</text>`
  })
  const ends = [1, most].map(
    (trials) => markup`<text class="tick" x="${x(trials)}" y="${bottom + 18}" text-anchor="middle">${trials}</text>`,
  )
  return markup`<text class="title" x="20" y="20">Best Sharpe ratio by trials counted (planted markets)</text><g>${grid}${ends}</g><g>${lines}</g>`
}
