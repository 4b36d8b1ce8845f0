import { makeTable, tableFromIPC, tableToIPC, type Table } from 'apache-arrow'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { BAR_COLUMNS } from '../../domain/bars.ts'
import type { Bars } from '../../domain/bars.ts'
import { barsOf } from '../quality/barsOf.ts'
import { temporaryName } from './durableFile.ts'

/** A column as it lies in the file's memory, nothing copied; undefined where it is not one run of `rows` doubles. */
function columnOf(table: Table, name: string, rows: number): Float64Array | undefined {
  const [data, ...others] = table.getChild(name)?.data ?? []
  const values: unknown = data?.values
  return others.length === 0 && values instanceof Float64Array && values.length >= rows ? values.subarray(0, rows) : undefined
}

/** The columns in an Arrow IPC file, or undefined where it is absent, damaged or of another size. The caller checks the content. */
export function readColumnCache(file: string, rows: number): Bars | undefined {
  if (!existsSync(file)) return undefined
  try {
    const table = tableFromIPC(readFileSync(file))
    const columns = BAR_COLUMNS.map((name) => columnOf(table, name, rows))
    return columns.every((column) => column !== undefined) && table.numRows === rows ? barsOf(columns) : undefined
  } catch {
    // A damaged cache is no cache: the bars are in the Parquet file.
    return undefined
  }
}

/** Writes the cache if it can: a cache that cannot be written costs time, not data, so no failure leaves this function. */
export function writeColumnCache(file: string, bars: Bars): void {
  const temporary = temporaryName(file)
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(temporary, tableToIPC(makeTable({ ...bars }), 'file'))
    renameSync(temporary, file)
  } catch {
    removeIfThere(temporary)
  }
}

function removeIfThere(file: string): void {
  try {
    rmSync(file, { force: true })
  } catch {
    // Where its directory is no directory, there is nothing to remove.
  }
}
