import { LIST, listValue, VARCHAR, type DuckDBConnection } from '@duckdb/node-api'
import { readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { sha256 } from '../../domain/hash.ts'
import { sqlText } from '../duckdb.ts'
import { FACT_KINDS, type KindName } from './kinds.ts'

/** A part as it lies on the disk. */
export interface Part {
  readonly index: number
  readonly rows: number
  /** Whether it was cut and typed as this version of the program does it, and can be read. */
  readonly isCurrent: boolean
}

const PART_NAME = /^part-(\d{5,})\.parquet$/

export function partFile(directory: string, index: number): string {
  return join(directory, `part-${String(index).padStart(5, '0')}.parquet`)
}

/** Tells parts of another version: when columns are added, all parts are written anew from the facts. */
export function layoutHash(kind: KindName): string {
  const { columns, rowsPerPart } = FACT_KINDS[kind]
  return sha256(JSON.stringify([columns, rowsPerPart])).slice(0, 12)
}

/** Removes what a killed publisher left half written. Only for the holder of the publication lock. */
export function removeLeftovers(directory: string): void {
  for (const name of readdirSync(directory)) if (name.endsWith('.tmp')) rmSync(join(directory, name), { force: true })
}

/** Row counts and layouts, out of the files' footers. A file that cannot be read counts as an outdated part without rows. */
export async function surveyParts(connection: DuckDBConnection, kind: KindName, directory: string): Promise<Part[]> {
  const indices = readdirSync(directory)
    .flatMap((name) => PART_NAME.exec(name)?.[1] ?? [])
    .map(Number)
  return readFooters(
    connection,
    kind,
    directory,
    indices.sort((a, b) => a - b),
  )
}

async function readFooters(connection: DuckDBConnection, kind: KindName, directory: string, indices: readonly number[]): Promise<Part[]> {
  if (indices.length === 0) return []
  const files = `[${indices.map((index) => sqlText(partFile(directory, index))).join(', ')}]`
  try {
    const footers = await connection.runAndReadAll(
      `SELECT num_rows, coalesce(layout = ${sqlText(layoutHash(kind))}, false) FROM parquet_file_metadata(${files}) LEFT JOIN
       (SELECT file_name, decode(any_value(value)) AS layout FROM parquet_kv_metadata(${files}) WHERE decode(key) = 'layout' GROUP BY file_name)
       USING (file_name) ORDER BY file_name`,
    )
    return footers
      .getRows()
      .map(([rows, isCurrent], i) => ({ index: indices[i] as number, rows: Number(rows), isCurrent: isCurrent === true }))
  } catch {
    if (indices.length === 1) return [{ index: indices[0] as number, rows: 0, isCurrent: false }]
    const parts: Part[] = []
    for (const index of indices) parts.push(...(await readFooters(connection, kind, directory, [index])))
    return parts
  }
}

/** Writes one part from the facts' JSON texts and puts it in place in one step: readers see the old one or the new one. */
export async function writePart(connection: DuckDBConnection, kind: KindName, file: string, bodies: readonly string[]): Promise<void> {
  const temporary = `${file}.tmp`
  const structure = sqlText(JSON.stringify(FACT_KINDS[kind].columns))
  await connection.run(
    `COPY (SELECT unnest(from_json(body::JSON, ${structure})) FROM (SELECT unnest($1) AS body))
     TO ${sqlText(temporary)} (FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false, KV_METADATA {layout: ${sqlText(layoutHash(kind))}})`,
    [listValue(bodies)],
    [LIST(VARCHAR)],
  )
  renameSync(temporary, file)
}
