import { barsParam, defineFeature } from '../define.ts'
import { differences, products, roots, scaled } from '../kernels/elementwise.ts'
import { barsSinceHighest } from '../kernels/barsSinceHighest.ts'
import { logRatios, quotients } from '../kernels/quotient.ts'
import { rollingHighest, rollingLowest } from '../kernels/rollingExtreme.ts'
import { rollingMean } from '../kernels/rollingSum.ts'
import type { Run } from '../run.ts'

function highestClose(run: Run, bars: number): Float64Array {
  return run.once(`highest close ${bars}`, () => rollingHighest(run.bars.close, bars))
}

export const drawdown = defineFeature({
  kind: 'drawdown',
  group: 'regime',
  title: 'ln(close / highest close of so many bars): 0 or below',
  reads: ['close'],
  params: { bars: barsParam() },
  settings: [[168], [336]],
  warmup: ({ bars }) => bars - 1,
  compute: (run, { bars }) => logRatios(run.bars.close, highestClose(run, bars)),
})

export const runUp = defineFeature({
  kind: 'run_up',
  group: 'regime',
  title: 'ln(close / lowest close of so many bars): 0 or above',
  reads: ['close'],
  params: { bars: barsParam() },
  settings: [[168], [336]],
  warmup: ({ bars }) => bars - 1,
  compute: (run, { bars }) => logRatios(run.bars.close, rollingLowest(run.bars.close, bars)),
})

/** Martin and McCann (1989), The investor's guide to Fidelity funds, with the peak of the window for that of all time. */
export const ulcer = defineFeature({
  kind: 'ulcer',
  group: 'regime',
  title: '√ mean squared drawdown (from the highest close of so many bars) over as many bars',
  reads: ['close'],
  params: { bars: barsParam(2, 500) },
  settings: [[24], [72]],
  warmup: ({ bars }) => 2 * bars - 2,
  compute: (run, { bars }) => {
    const { close } = run.bars
    const highest = highestClose(run, bars)
    const fallen = quotients(differences(highest, close), highest)
    const squares = products(fallen, fallen)
    return roots(rollingMean(squares, bars))
  },
})

export const timeSinceHigh = defineFeature({
  kind: 'time_since_high',
  group: 'regime',
  title: 'Bars since the highest close of so many, as a share of them: 0 at a new high',
  reads: ['close'],
  params: { bars: barsParam() },
  settings: [[72], [168]],
  warmup: ({ bars }) => bars - 1,
  compute: (run, { bars }) => scaled(barsSinceHighest(run.bars.close, bars), 1 / bars),
})

export const timeSinceLow = defineFeature({
  kind: 'time_since_low',
  group: 'regime',
  title: 'Bars since the lowest close of so many, as a share of them: 0 at a new low',
  reads: ['close'],
  params: { bars: barsParam() },
  settings: [[72], [168]],
  warmup: ({ bars }) => bars - 1,
  compute: (run, { bars }) => {
    const upsideDown = run.once('negative close', () => scaled(run.bars.close, -1))
    return scaled(barsSinceHighest(upsideDown, bars), 1 / bars)
  },
})
