import { barsParam, defineFeature } from '../define.ts'
import { column, columnOf } from '../kernels/column.ts'

/** Which of the six orders three neighbouring closes have, of equals the earlier as the lower; NaN before there are three. */
function orders(close: Float64Array): Float64Array {
  const codes = column(close.length, Math.min(2, close.length))
  for (let i = 2; i < close.length; i++) {
    const a = close[i - 2] as number
    const b = close[i - 1] as number
    const c = close[i] as number
    codes[i] = a <= b ? (b <= c ? 0 : a <= c ? 1 : 2) : a <= c ? 3 : b <= c ? 4 : 5
  }
  return codes
}

/** Bandt and Pompe (2002), Permutation entropy: a natural complexity measure for time series; order 3. */
export const permutationEntropy = defineFeature({
  kind: 'permutation_entropy',
  group: 'regime',
  title: 'Entropy of the orders of three neighbouring closes over so many bars: 0 one pattern only, 0.97 a random walk',
  reads: ['close'],
  params: { bars: barsParam(12) },
  settings: [[72], [168]],
  warmup: ({ bars }) => bars + 1,
  compute: (run, { bars }) => {
    const codes = orders(run.bars.close)
    const counts = new Int32Array(6)
    const add = (i: number, one: number): void => void (counts[codes[i] as number] = (counts[codes[i] as number] as number) + one)
    for (let i = 2; i < Math.min(bars + 1, run.length); i++) add(i, 1)
    const entropyAt = (i: number): number => {
      add(i, 1)
      if (i > bars + 1) add(i - bars, -1)
      return entropy(counts, bars)
    }
    return columnOf(run.length, entropyAt, Math.min(bars + 1, run.length))
  },
})

function entropy(counts: Int32Array, total: number): number {
  let sum = 0
  for (const count of counts) if (count > 0) sum -= (count / total) * Math.log(count / total)
  return sum / Math.log(counts.length)
}
