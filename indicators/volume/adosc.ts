import { defineIndicator } from '../define.ts'
import { accumulationDistribution } from '../kernels/accumulationDistribution.ts'
import { column } from '../kernels/column.ts'
import { exponentialWeight } from '../kernels/smoothed.ts'
import { barsParam } from '../params.ts'

/** M. Chaikin: fast less slow EMA of the accumulation / distribution line, both seeded with its first value (TA-Lib, Tulip). */
export const adosc = defineIndicator({
  name: 'adosc',
  title: 'Chaikin oscillator of the accumulation / distribution line',
  group: 'volume',
  aliases: ['chaikin_oscillator'],
  reads: ['high', 'low', 'close', 'volume'],
  params: { fast: barsParam(3), slow: barsParam(10) },
  outputs: { value: 'volume' },
  warmup: ({ fast, slow }) => Math.max(fast, slow) - 1,
  calculate: (bars, { fast, slow }) => {
    const line = accumulationDistribution(bars)
    const first = Math.max(fast, slow) - 1
    const values = column(line.length, first)
    const fastWeight = exponentialWeight(fast)
    const slowWeight = exponentialWeight(slow)
    let fastMean = line[0] as number
    let slowMean = fastMean
    for (let i = 1; i < line.length; i++) {
      fastMean += fastWeight * ((line[i] as number) - fastMean)
      slowMean += slowWeight * ((line[i] as number) - slowMean)
      if (i >= first) values[i] = fastMean - slowMean
    }
    return [values]
  },
})
