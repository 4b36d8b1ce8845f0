import { defineIndicator } from '../define.ts'
import { columnOf } from '../kernels/column.ts'
import { moneyFlowVolume } from '../kernels/moneyFlowVolume.ts'
import { rollingSum } from '../kernels/rollingSum.ts'
import { barsParam } from '../params.ts'

/** M. Chaikin: money flow volume over volume of the last `period` bars; 0 where they traded nothing. */
export const cmf = defineIndicator({
  name: 'cmf',
  title: 'Chaikin money flow',
  group: 'volume',
  aliases: ['chaikin_money_flow'],
  reads: ['high', 'low', 'close', 'volume'],
  params: { period: barsParam(20) },
  outputs: { value: '-1..1' },
  warmup: ({ period }) => period - 1,
  calculate: (bars, { period }) => {
    const flows = rollingSum(moneyFlowVolume(bars), period)
    const volumes = rollingSum(bars.volume, period)
    return [columnOf(flows.length, (i) => (volumes[i] === 0 ? 0 : (flows[i] as number) / (volumes[i] as number)), period - 1)]
  },
})
