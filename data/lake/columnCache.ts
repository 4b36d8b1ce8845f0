import { closeSync, existsSync, fstatSync, mkdirSync, openSync, readSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { BAR_COLUMNS } from '../../domain/bars.ts'
import type { Bars } from '../../domain/bars.ts'
import { barsOf } from '../quality/barsOf.ts'
import { temporaryName } from './durableFile.ts'

const BYTES = Float64Array.BYTES_PER_ELEMENT

/** Six columns of `rows` doubles that lie one after the other in `memory`. */
function columnsOver(memory: ArrayBuffer, rows: number): Bars {
  return barsOf(BAR_COLUMNS.map((_, index) => new Float64Array(memory, index * rows * BYTES, rows)))
}

/** The columns in `file`, or undefined where it is absent or of another size. The caller checks the content. */
export function readColumnCache(file: string, rows: number): Bars | undefined {
  if (!existsSync(file)) return undefined
  const descriptor = openSync(file, 'r')
  try {
    const memory = new ArrayBuffer(rows * BAR_COLUMNS.length * BYTES)
    if (fstatSync(descriptor).size !== memory.byteLength) return undefined
    let read = 0
    while (read < memory.byteLength) {
      const got = readSync(descriptor, new Uint8Array(memory, read), 0, memory.byteLength - read, read)
      if (got === 0) return undefined
      read += got
    }
    return columnsOver(memory, rows)
  } finally {
    closeSync(descriptor)
  }
}

/** Writes the cache if it can: a cache that cannot be written costs time, not data, so no failure leaves this function. */
export function writeColumnCache(file: string, bars: Bars): void {
  const temporary = temporaryName(file)
  try {
    mkdirSync(dirname(file), { recursive: true })
    const parts = BAR_COLUMNS.map((name) => bars[name]).map((column) => new Uint8Array(column.buffer, column.byteOffset, column.byteLength))
    writeFileSync(temporary, Buffer.concat(parts))
    renameSync(temporary, file)
  } catch {
    rmSync(temporary, { force: true })
  }
}
