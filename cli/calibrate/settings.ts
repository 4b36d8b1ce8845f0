import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { BadDataError, messageOf, UsageError } from '../../domain/errors.ts'

/** What a calibration was asked for. */
export const Settings = z.strictObject({
  /** Sessions on markets without an edge. */
  null_markets: z.number().int(),
  /** Sessions on markets with one. */
  planted_markets: z.number().int(),
  /** Planted markets that the other searches are run on too. */
  compared_markets: z.number().int(),
  strategies: z.number().int(),
  null_bars: z.number().int(),
  /** Of the null markets that are shuffled out of real bars, in bars of those. */
  shuffled_bars: z.number().int(),
  planted_bars: z.number().int(),
  seed: z.number().int(),
  goal: z.string(),
  source: z.strictObject({ dataset_id: z.string(), content_hash: z.string() }).nullable(),
})
export type Settings = z.infer<typeof Settings>

const settingsFile = (directory: string): string => join(directory, 'settings.json')

/** Whole or not at all. */
export function writeSettings(directory: string, settings: Settings): void {
  const unfinished = join(directory, `.settings.${process.pid}.tmp`)
  writeFileSync(unfinished, `${JSON.stringify(settings, null, 2)}\n`)
  renameSync(unfinished, settingsFile(directory))
}

/** @throws UsageError where nothing was begun in the directory, BadDataError where its settings cannot be read. */
export function readSettings(directory: string): Settings {
  const file = settingsFile(directory)
  if (!existsSync(file))
    throw new UsageError(`No calibration was begun in ${directory}; leave out --resume, or name its directory with --out.`)
  try {
    return Settings.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (cause) {
    throw new BadDataError(`${file} cannot be read (${messageOf(cause)}); remove it and give the options again.`, { file }, { cause })
  }
}
