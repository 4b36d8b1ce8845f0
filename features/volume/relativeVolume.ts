import { barsParam, defineFeature } from '../define.ts'
import { standardScores } from '../kernels/elementwise.ts'
import { columnOf } from '../kernels/column.ts'
import { quotient, quotients } from '../kernels/quotient.ts'
import { rollingHighest } from '../kernels/rollingExtreme.ts'
import { rollingRank } from '../kernels/rollingRank.ts'
import { rollingSpread, type Spread } from '../kernels/rollingSpread.ts'
import type { Run } from '../run.ts'
import { meanVolume, volumeSum } from '../shared/windows.ts'

function volumeSpread(run: Run, bars: number): Spread {
  return run.once(`volume spread ${bars}`, () => rollingSpread(run.bars.volume, bars))
}

export const volumeRatio = defineFeature({
  kind: 'volume_ratio',
  group: 'volume',
  title: 'Volume over its mean of so many bars',
  reads: ['volume'],
  params: { bars: barsParam() },
  settings: [[6], [24], [72], [168]],
  warmup: ({ bars }) => bars - 1,
  compute: (run, { bars }) => quotients(run.bars.volume, meanVolume(run, bars)),
})

export const volumeTrend = defineFeature({
  kind: 'volume_trend',
  group: 'volume',
  title: 'Mean volume of the shorter over that of the longer time',
  reads: ['volume'],
  params: { short: barsParam(1), long: barsParam() },
  settings: [
    [6, 24],
    [24, 72],
    [24, 168],
  ],
  warmup: ({ long }) => long - 1,
  compute: (run, { short, long }) => quotients(meanVolume(run, short), meanVolume(run, long)),
})

export const volumeZscore = defineFeature({
  kind: 'volume_zscore',
  group: 'volume',
  title: 'Volume in standard deviations from its mean of so many bars',
  reads: ['volume'],
  params: { bars: barsParam() },
  settings: [[24], [72], [168]],
  warmup: ({ bars }) => bars - 1,
  compute: (run, { bars }) => {
    const { means, deviations } = volumeSpread(run, bars)
    return standardScores(run.bars.volume, means, deviations)
  },
})

export const volumeRank = defineFeature({
  kind: 'volume_rank',
  group: 'volume',
  title: 'Share of the volumes of the last so many bars that lie below this one',
  reads: ['volume'],
  params: { bars: barsParam() },
  settings: [[72], [168]],
  warmup: ({ bars }) => bars - 1,
  compute: (run, { bars }) => rollingRank(run.bars.volume, bars),
})

export const volumeVariation = defineFeature({
  kind: 'volume_variation',
  group: 'volume',
  title: 'Standard deviation of the volume over its mean',
  reads: ['volume'],
  params: { bars: barsParam() },
  settings: [[24], [72]],
  warmup: ({ bars }) => bars - 1,
  compute: (run, { bars }) => {
    const { means, deviations } = volumeSpread(run, bars)
    return quotients(deviations, means)
  },
})

export const volumeConcentration = defineFeature({
  kind: 'volume_concentration',
  group: 'volume',
  title: 'Largest bar of so many as a share of all their volume',
  reads: ['volume'],
  params: { bars: barsParam() },
  settings: [[24], [72]],
  warmup: ({ bars }) => bars - 1,
  compute: (run, { bars }) => quotients(rollingHighest(run.bars.volume, bars), volumeSum(run, bars)),
})

export const volumeChange = defineFeature({
  kind: 'volume_change',
  group: 'volume',
  title: 'Volume of the last so many bars against that of as many before: difference over sum, −1..1',
  reads: ['volume'],
  params: { bars: barsParam(1, 500) },
  settings: [[1], [6], [24]],
  warmup: ({ bars }) => 2 * bars - 1,
  compute: (run, { bars }) => {
    const sums = volumeSum(run, bars)
    return columnOf(
      run.length,
      (i) => quotient((sums[i] as number) - (sums[i - bars] as number), (sums[i] as number) + (sums[i - bars] as number)),
      Math.min(bars, run.length),
    )
  },
})
