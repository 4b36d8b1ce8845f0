import { readFileSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { BadDataError, messageOf } from '../../domain/errors.ts'
import { sqlText, withDuckDB } from '../duckdb.ts'
import { resourceFailure } from '../lake/resourceFailure.ts'
import type { Workspace } from '../workspace.ts'

let written = 0

/**
 * A Parquet file as CSV with a header, numbers in full and times in UTC: from here on the same rules hold for both.
 * @throws BadDataError for a file that DuckDB cannot read.
 */
export async function parquetAsCsv(workspace: Workspace, file: string): Promise<Buffer> {
  const csv = join(workspace.cacheDir, `import-${process.pid}-${written++}.csv`)
  try {
    await withDuckDB(async (connection) => {
      await connection.run(`set timezone = 'UTC'`)
      await connection.run(
        `copy (select * from read_parquet(${sqlText(file)}, hive_partitioning = false)) to ${sqlText(csv)} (format csv, header true)`,
      )
    })
    return readFileSync(csv)
  } catch (error) {
    const failure = resourceFailure(error, `Reading ${basename(file)}`)
    if (failure !== error) throw failure
    throw new BadDataError(
      `${basename(file)} is a Parquet file that cannot be read (${messageOf(error).split('\n')[0] ?? ''}); get it again.`,
      { file },
      { cause: error },
    )
  } finally {
    rmSync(csv, { force: true })
  }
}
