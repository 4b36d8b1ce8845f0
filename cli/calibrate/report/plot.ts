import { htmlText, markup, NOTHING, verbatim } from '../../../dashboard/markup.ts'
import { ratePanel, ratePanelHeight } from './ratePanel.ts'
import { SEARCH_PANEL_HEIGHT, searchPanel } from './searchPanel.ts'
import type { Report } from './summarise.ts'

const WIDTH = 860

const STYLE = `
  text { font: 13px system-ui, "Segoe UI", Helvetica, "DejaVu Sans", sans-serif; fill: #1d2126; }
  .paper { fill: #fdfcf9; } .title { font-weight: 600; font-size: 14px; } .tick { font-size: 12px; fill: #5c646d; }
  .grid { stroke: #e4e0d6; } .goal { stroke-dasharray: 4 3; }
  line.null { stroke: #a8322a; } line.planted { stroke: #24713f; } .bar { stroke-width: 5; stroke-linecap: round; opacity: .45; }
  circle.null, text.null { fill: #a8322a; } circle.planted, text.planted { fill: #24713f; }
  .line { fill: none; stroke-width: 2; } path.policy { stroke: #1f62a8; } path.random { stroke: #b4610a; } path.one_template { stroke: #5c646d; }
  text.policy { fill: #1f62a8; } text.random { fill: #b4610a; } text.one_template { fill: #5c646d; }
`

/** The report as one SVG file, readable by itself. */
export function plot(report: Report): string {
  const { comparison } = report
  const above = ratePanelHeight(report)
  const height = above + (comparison === null ? 0 : SEARCH_PANEL_HEIGHT)
  const below = comparison === null ? NOTHING : markup`<g transform="translate(0 ${above})">${searchPanel(comparison, WIDTH)}</g>`
  const label = 'False-discovery rate and power of the whole loop'
  return `${htmlText(markup`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="${label}"><style>${verbatim(STYLE)}</style><rect class="paper" width="${WIDTH}" height="${height}"/>${ratePanel(report, WIDTH)}${below}</svg>`)}\n`
}
