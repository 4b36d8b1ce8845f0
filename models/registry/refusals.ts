import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { writeCacheFile } from '../writeCacheFile.ts'

const Refusal = z.strictObject({
  /** Of what was carried out. */
  plan_hash: z.string(),
  /** The version that was no worse. */
  model_id: z.string(),
  /** The reason, with both figures. */
  words: z.string(),
  /** When it was given, ms UTC. */
  at: z.number(),
})

/** What a training came to that ended without a release. */
export type Refusal = Readonly<z.infer<typeof Refusal>>

/** The last refusal of each request by its hash. May be deleted at any time: then the request is trained again. */
export interface Refusals {
  /** Undefined where there is none, or the file is damaged. */
  get(request: string): Refusal | undefined
  keep(request: string, refusal: Refusal): void
}

export function openRefusals(directory: string): Refusals {
  const fileOf = (request: string): string => join(directory, `${request}.json`)
  return {
    get(request) {
      try {
        return Refusal.parse(JSON.parse(readFileSync(fileOf(request), 'utf8')))
      } catch {
        return undefined
      }
    },
    keep: (request, refusal) => writeCacheFile(fileOf(request), JSON.stringify(refusal)),
  }
}

export const NO_REFUSALS: Refusals = { get: () => undefined, keep: () => undefined }
