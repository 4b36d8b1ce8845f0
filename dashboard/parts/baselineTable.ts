import type { StrategyFact } from '../../domain/facts.ts'
import { decimal, percent, signedPercent, whole } from '../format.ts'
import { markup, type Html } from '../markup.ts'
import { figure, table } from '../table.ts'

/** The strategy beside what the same bars gave without an idea. */
export function baselineTable({ metrics, baselines, strategy_name }: StrategyFact): Html {
  if (metrics === null || baselines === null) return markup`<p class="empty">It never ran to the end, so there is nothing to compare.</p>`
  const { buy_and_hold: hold, coin_flip: coin } = baselines
  const row = (name: string, sharpe: number | null, total: number, drawdown: number | undefined, note: string) => ({
    cells: [
      { content: name },
      figure(sharpe, decimal(sharpe)),
      figure(total, signedPercent(total)),
      figure(drawdown, percent(drawdown)),
      { content: note, style: 'wrap' },
    ],
  })
  return table(
    'Against baselines',
    [
      { title: '' },
      { title: 'Sharpe', number: true },
      { title: 'Return', number: true },
      { title: 'Drawdown', number: true },
      { title: 'About' },
    ],
    [
      row(strategy_name, metrics.sharpe_ratio, metrics.total_return, metrics.max_drawdown, 'this strategy'),
      row('Buy and hold', hold.sharpe_ratio, hold.total_return, hold.max_drawdown, 'the same bars, always long'),
      row(
        'Coin flip',
        coin.sharpe_ratio,
        coin.total_return,
        undefined,
        `random entries with the same number of trades and holding time: median of ${whole(coin.runs)} runs, ${percent(coin.share_beaten)} of them beaten`,
      ),
    ],
  )
}
