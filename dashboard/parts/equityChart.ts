import { curvesOf } from '../curves.ts'
import { decimal, signedPercent } from '../format.ts'
import { markup, type Html } from '../markup.ts'
import { sharpeOf } from '../ranking.ts'
import type { StrategyRecord } from '../reportFacts.ts'
import { lineChart, type Series } from '../svg/lineChart.ts'
import { forBothSizes } from '../svg/size.ts'

function legend(records: readonly StrategyRecord[], hold: number | undefined): Html {
  const keys = records.map(({ strategy }, index) => {
    const line = markup`<svg viewBox="0 0 22 14" width="22" height="14" aria-hidden="true"><line class="line s${index + 1}" x1="0" x2="22" y1="7" y2="7"/></svg>`
    return markup`<li>${line}${strategy.strategy_name}: ${signedPercent(strategy.metrics?.total_return)}, Sharpe ${decimal(sharpeOf(strategy))}</li>`
  })
  const level =
    hold === undefined
      ? markup``
      : markup`<li><svg viewBox="0 0 22 14" width="22" height="14" aria-hidden="true"><line class="ref hold" x1="0" x2="22" y1="7" y2="7"/></svg>buy and hold ended at ${signedPercent(hold)}</li>`
  return markup`<ul class="legend">${keys}${level}</ul>`
}

/** Growth of 1 by day of a few strategies, best first, with where holding the asset ended. */
export function equityChart(records: readonly StrategyRecord[]): Html {
  const drawn = records.filter(({ returns }) => curvesOf(returns) !== undefined)
  if (drawn.length === 0) return markup`<p class="empty">No daily returns are stored for these strategies.</p>`
  const series = drawn.flatMap(({ returns, strategy }, index): Series[] => {
    const curves = curvesOf(returns)
    const label = signedPercent(strategy.metrics?.total_return, 0)
    return curves === undefined ? [] : [{ style: `s${index + 1}`, firstTime: curves.firstTime, values: curves.wealth, label }]
  })
  const hold = drawn[0]?.strategy.baselines?.buy_and_hold.total_return
  const level = hold === undefined ? undefined : { value: 1 + hold, label: signedPercent(hold, 0) }
  const title = `Growth of 1 by day: ${drawn.map(({ strategy }) => strategy.strategy_name).join(', ')}`
  const chart = forBothSizes(320, (size) => lineChart({ size, title, series, base: 1, level, format: (value) => decimal(value, 2) }))
  return markup`<figure>${legend(drawn, hold)}${chart}</figure>`
}
