import type { DuckDBConnection } from '@duckdb/node-api'
import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { messageOf, QuantopiaError, ResourceError } from '../../domain/errors.ts'
import { withDuckDB } from '../duckdb.ts'
import { waitForFileLock } from '../fileLock.ts'
import type { Workspace } from '../workspace.ts'
import { FACT_KINDS, TABLE_NAMES, type KindName } from './kinds.ts'
import type { FactStore } from './openFacts.ts'
import { partFile, removeLeftovers, surveyParts, writePart, type Part } from './parts.ts'

export interface Publisher {
  /**
   * Brings the Parquet parts of the kinds up to the facts stored when it is called; cheap when nothing is new.
   * Many processes may publish at once, and be killed at it: each part is replaced in one step.
   * @throws ResourceError when the tables hold more than the facts, or cannot be written.
   */
  publish(kinds?: readonly KindName[]): Promise<void>
}

/** What this process last left on the disk: as long as the last part is the same file, nobody else has published since. */
interface Published {
  readonly rows: number
  readonly lastPart: string
  readonly mark: string
}

type Locations = Pick<Workspace, 'tablesDir' | 'locksDir'>

export function openPublisher(workspace: Locations, facts: FactStore): Publisher {
  const published = new Map<KindName, Published>()
  const isFresh = (kind: KindName): boolean => {
    const last = published.get(kind)
    return last !== undefined && last.rows === facts.count(kind) && existsSync(last.lastPart)
  }
  return {
    publish: async (kinds = TABLE_NAMES) => {
      const stale = kinds.filter((kind) => !isFresh(kind))
      if (stale.length === 0) return
      const lock = await waitForFileLock(join(workspace.locksDir, 'publish.lock'))
      try {
        await withDuckDB(async (connection) => {
          for (const kind of stale) published.set(kind, await publishKind(connection, workspace, facts, kind, published.get(kind)))
        })
      } finally {
        lock.release()
      }
    },
  }
}

/** Under the lock: the facts are counted after it was taken, so no publisher can fall behind another. */
async function publishKind(
  connection: DuckDBConnection,
  workspace: Locations,
  facts: FactStore,
  kind: KindName,
  last: Published | undefined,
): Promise<Published> {
  const directory = join(workspace.tablesDir, kind)
  try {
    mkdirSync(directory, { recursive: true })
    removeLeftovers(directory)
    const rows = facts.count(kind)
    const { rowsPerPart } = FACT_KINDS[kind]
    const isKnown = last !== undefined && last.mark === fileMark(last.lastPart)
    const outdated = isKnown
      ? partsBetween(last.rows, rows, rowsPerPart)
      : outdatedParts(await surveyParts(connection, kind, directory), kind, rows, directory)
    for (const index of outdated) {
      const bodies = facts.bodies(kind, index * rowsPerPart, Math.min(rows, (index + 1) * rowsPerPart))
      await writePart(connection, kind, partFile(directory, index), bodies)
    }
    const lastPart = partFile(directory, partCount(rows, rowsPerPart) - 1)
    return { rows, lastPart, mark: fileMark(lastPart) }
  } catch (cause) {
    if (cause instanceof QuantopiaError) throw cause
    throw new ResourceError(
      `${directory} cannot be written (${messageOf(cause)}); check permissions and free space.`,
      { directory },
      { cause },
    )
  }
}

/** There is always one part, so that an empty table can be read, with its types. */
const partCount = (rows: number, rowsPerPart: number): number => Math.max(1, Math.ceil(rows / rowsPerPart))

function fileMark(file: string): string {
  const stat = statSync(file, { bigint: true, throwIfNoEntry: false })
  return stat === undefined ? 'absent' : `${stat.ino}:${stat.size}:${stat.mtimeNs}`
}

/** Parts that new rows fall into. */
function partsBetween(before: number, rows: number, rowsPerPart: number): number[] {
  const first = Math.floor(before / rowsPerPart)
  return Array.from({ length: Math.max(0, partCount(rows, rowsPerPart) - first) }, (_, i) => first + i)
}

/** Parts that do not hold what they should; parts of another layout beyond the last one are removed. */
function outdatedParts(parts: readonly Part[], kind: KindName, rows: number, directory: string): number[] {
  const { rowsPerPart } = FACT_KINDS[kind]
  const count = partCount(rows, rowsPerPart)
  const rowsOf = (index: number): number => Math.min(rows - index * rowsPerPart, rowsPerPart)
  const surplus = parts.find((part) => part.isCurrent && part.rows > Math.max(0, rowsOf(part.index)))
  if (surplus !== undefined) {
    throw new ResourceError(
      `${directory} holds more ${kind} than the fact database, which was replaced or rolled back; restore it, or move ${directory} away to publish anew.`,
      { directory, kind, facts: rows, part: surplus.index, rows: surplus.rows },
    )
  }
  for (const part of parts) if (part.index >= count) rmSync(partFile(directory, part.index))
  const sound = new Set(parts.filter((part) => part.isCurrent && part.rows === rowsOf(part.index)).map((part) => part.index))
  return Array.from({ length: count }, (_, index) => index).filter((index) => !sound.has(index))
}
