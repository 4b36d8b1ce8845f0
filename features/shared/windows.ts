import { rollingHighest, rollingLowest } from '../kernels/rollingExtreme.ts'
import { rollingMean, rollingSum } from '../kernels/rollingSum.ts'
import type { Run } from '../run.ts'

// Columns of the bars themselves over the last so many bars, first at bars − 1. Shared by several features; not to be written to.

export function highestHigh(run: Run, bars: number): Float64Array {
  return run.once(`highest high ${bars}`, () => rollingHighest(run.bars.high, bars))
}

export function lowestLow(run: Run, bars: number): Float64Array {
  return run.once(`lowest low ${bars}`, () => rollingLowest(run.bars.low, bars))
}

export function meanClose(run: Run, bars: number): Float64Array {
  return run.once(`mean close ${bars}`, () => rollingMean(run.bars.close, bars))
}

export function volumeSum(run: Run, bars: number): Float64Array {
  return run.once(`volume sum ${bars}`, () => rollingSum(run.bars.volume, bars))
}

export function meanVolume(run: Run, bars: number): Float64Array {
  return run.once(`mean volume ${bars}`, () => rollingMean(run.bars.volume, bars))
}
