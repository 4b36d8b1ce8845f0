import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { bytesOf } from '../bytesOf.ts'
import { writeCacheFile } from '../writeCacheFile.ts'

/** Predictions by the hash of all they depend on. May be deleted at any time, as a whole or in part. */
export interface PredictionCache {
  /** Undefined where there is none of that length, or the file is damaged. */
  read(hash: string, rows: number): Float64Array | undefined
  write(hash: string, predictions: Float64Array): void
}

const DIGEST_BYTES = 32

const digest = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest()

/** One file per hash: the doubles, and a SHA-256 of them at the end. */
export function openPredictionCache(directory: string): PredictionCache {
  const fileOf = (hash: string): string => join(directory, `${hash}.f64`)
  return {
    read(hash, rows) {
      const content = readIfThere(fileOf(hash))
      const bytes = rows * Float64Array.BYTES_PER_ELEMENT
      if (content?.length !== bytes + DIGEST_BYTES) return undefined
      const payload = Uint8Array.from(content.subarray(0, bytes))
      return digest(payload).equals(content.subarray(bytes)) ? new Float64Array(payload.buffer) : undefined
    },
    write(hash, predictions) {
      writeCacheFile(fileOf(hash), Buffer.concat([bytesOf(predictions), digest(bytesOf(predictions))]))
    },
  }
}

/** Whatever keeps the file from being read: the predictions are computed then. */
function readIfThere(file: string): Buffer | undefined {
  try {
    return readFileSync(file)
  } catch {
    return undefined
  }
}
