import { writeTable } from './writeTable.ts'

/** Writes the equity at the close of every bar as CSV, the time being the bar's open, UTC; what has to agree with another engine's. @throws ResourceError */
export function writeEquity(file: string, { time, equity }: { readonly time: Float64Array; readonly equity: Float64Array }): void {
  const lines = Array.from(equity, (value, i) => `${new Date(time[i] as number).toISOString()},${value}`)
  writeTable('equity', file, ['time,equity', ...lines])
}
