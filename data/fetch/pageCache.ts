import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Bars } from '../../domain/bars.ts'
import type { BarRow } from './rows.ts'

const COLUMNS = 6
const PAGE_FILE = /^(\d+)-(\d+)\.f64$/

/** What was fetched of [from, to): six numbers a bar, ascending by time. */
interface StoredPage {
  readonly from: number
  readonly to: number
  readonly values: Float64Array
}

/** The pages of a fetch that has not come to its end yet. */
export interface PageCache {
  add(from: number, to: number, rows: readonly BarRow[]): void
  /** End of the gapless stretch of pages that covers `time`; `time` itself where none does. */
  presentUntil(time: number): number
  /** All bars that open in [from, to). */
  bars(from: number, to: number): Bars
  /** Once the bars are in the lake. */
  remove(): void
}

/** Opens the pages that an interrupted fetch left in `directory`; each is a file that is there whole or not at all. */
export function openPageCache(directory: string): PageCache {
  mkdirSync(directory, { recursive: true })
  const pages = readdirSync(directory).flatMap((name) => readPage(directory, name))
  return {
    add(from, to, rows) {
      const values = Float64Array.from(rows.flat())
      pages.push({ from, to, values })
      const file = join(directory, `${from}-${to}.f64`)
      const temporary = `${file}.${process.pid}.tmp`
      writeFileSync(temporary, new Uint8Array(values.buffer))
      renameSync(temporary, file)
    },
    presentUntil(time) {
      let until = time
      for (let page = pageAt(pages, until); page !== undefined; page = pageAt(pages, until)) until = page.to
      return until
    },
    bars: (from, to) => joinPages(pages, from, to),
    remove: () => rmSync(directory, { recursive: true, force: true }),
  }
}

const pageAt = (pages: readonly StoredPage[], time: number): StoredPage | undefined =>
  pages.find(({ from, to }) => from <= time && time < to)

function readPage(directory: string, name: string): StoredPage[] {
  const [, from, to] = PAGE_FILE.exec(name) ?? []
  if (from === undefined || to === undefined) return []
  const bytes = readFileSync(join(directory, name))
  if (bytes.length % (COLUMNS * Float64Array.BYTES_PER_ELEMENT) !== 0) return []
  const values = new Float64Array(bytes.length / Float64Array.BYTES_PER_ELEMENT)
  new Uint8Array(values.buffer).set(bytes)
  return [{ from: Number(from), to: Number(to), values }]
}

function joinPages(pages: readonly StoredPage[], from: number, to: number): Bars {
  const ordered = [...pages].sort((a, b) => a.from - b.from)
  const columns = Array.from(
    { length: COLUMNS },
    () => new Float64Array(pages.reduce((sum, { values }) => sum + values.length / COLUMNS, 0)),
  )
  let count = 0
  let newest = -Infinity
  for (const { values } of ordered) {
    for (let at = 0; at < values.length; at += COLUMNS) {
      const time = values[at] as number
      if (time < from || time >= to || time <= newest) continue
      for (const [index, column] of columns.entries()) column[count] = values[at + index] as number
      newest = time
      count++
    }
  }
  const [time, open, high, low, close, volume] = columns.map((column) => column.slice(0, count)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ]
  return { time, open, high, low, close, volume }
}
