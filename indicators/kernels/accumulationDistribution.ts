import type { Bars } from '../../domain/bars.ts'
import { moneyFlowVolume } from './moneyFlowVolume.ts'

/** Chaikin's accumulation/distribution line: money flow volume added up from the first bar. */
export function accumulationDistribution(bars: Bars): Float64Array {
  const line = moneyFlowVolume(bars)
  for (let i = 1; i < line.length; i++) line[i] = (line[i - 1] as number) + (line[i] as number)
  return line
}
