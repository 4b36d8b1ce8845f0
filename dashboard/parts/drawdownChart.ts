import { curvesOf } from '../curves.ts'
import { percent } from '../format.ts'
import { markup, NOTHING, type Html } from '../markup.ts'
import type { StrategyRecord } from '../reportFacts.ts'
import { lineChart } from '../svg/lineChart.ts'
import { forBothSizes } from '../svg/size.ts'

/** Fraction below the former peak by day; nothing where no returns are stored. */
export function drawdownChart({ returns, strategy }: StrategyRecord): Html {
  const curves = curvesOf(returns)
  if (curves === undefined) return NOTHING
  const series = [{ style: 's1', firstTime: curves.firstTime, values: curves.underWater, label: '' }]
  const title = `Drawdown of ${strategy.strategy_name} by day`
  const chart = forBothSizes(150, (size) => lineChart({ size, title, series, base: 0, filled: true, format: (value) => percent(value, 0) }))
  return markup`<figure><figcaption>Drawdown at the end of each day</figcaption>${chart}</figure>`
}
