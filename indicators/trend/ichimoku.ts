import { defineIndicator } from '../define.ts'
import { columnOf } from '../kernels/column.ts'
import { rollingRange } from '../kernels/rollingRange.ts'
import { barsParam } from '../params.ts'

/**
 * G. Hosoda (1969): midpoints of ranges. The cloud above or below bar t was drawn `displacement` bars earlier: `senkou_a[t]` and `senkou_b[t]`
 * are made of bars up to t − displacement. The chikou span, the close of `displacement` bars later, reads the future and does not exist
 * here; `close_change` (close less the close of `displacement` bars ago) tells what a trader reads off it, `displacement` bars late as he sees it.
 */
export const ichimoku = defineIndicator({
  name: 'ichimoku',
  title: 'Ichimoku cloud, without its look into the future',
  group: 'trend',
  aliases: ['ichimoku_cloud'],
  reads: ['high', 'low', 'close'],
  params: { tenkan: barsParam(9), kijun: barsParam(26), senkou_b: barsParam(52), displacement: barsParam(26, 1) },
  outputs: { tenkan: 'price', kijun: 'price', senkou_a: 'price', senkou_b: 'price', close_change: 'price difference' },
  warmup: ({ tenkan, kijun, senkou_b, displacement }) => Math.max(tenkan, kijun, senkou_b) - 1 + displacement,
  calculate: ({ high, low, close }, params) => {
    const length = close.length
    const { displacement } = params
    const midpoint = (period: number): Float64Array => {
      const { highest, lowest } = rollingRange(high, low, period)
      return columnOf(length, (i) => ((highest[i] as number) + (lowest[i] as number)) / 2, period - 1)
    }
    const tenkan = midpoint(params.tenkan)
    const kijun = midpoint(params.kijun)
    const wide = midpoint(params.senkou_b)
    const conversionAt = (i: number): number => ((tenkan[i] as number) + (kijun[i] as number)) / 2
    const senkouA = columnOf(length, (i) => conversionAt(i - displacement), Math.max(params.tenkan, params.kijun) - 1 + displacement)
    const senkouB = columnOf(length, (i) => wide[i - displacement] as number, params.senkou_b - 1 + displacement)
    const change = columnOf(length, (i) => (close[i] as number) - (close[i - displacement] as number), displacement)
    return [tenkan, kijun, senkouA, senkouB, change]
  },
})
