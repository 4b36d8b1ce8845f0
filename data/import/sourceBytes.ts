import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { BadDataError, messageOf, ResourceError, UsageError } from '../../domain/errors.ts'
import type { Workspace } from '../workspace.ts'
import { parquetAsCsv } from './parquetAsCsv.ts'

/** The text of one file, unpacked; `name` is how messages call it. */
export interface SourceBytes {
  readonly name: string
  readonly bytes: Buffer
}

const TOO_LARGE = /ERR_FS_FILE_TOO_LARGE|ERR_BUFFER_TOO_LARGE|ERR_OUT_OF_RANGE|Cannot create a (Buffer|string) larger/
const LOOKED_AT = 4096

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

function unreadable(file: string, cause: unknown): Error {
  const code = codeOf(cause)
  if (code === 'ENOENT' || code === 'ENOTDIR') return new UsageError(`There is no file ${file}.`, { file }, { cause })
  if (code === 'EISDIR') return new UsageError(`${file} is a directory; name the files in it, e.g. ${file}/*.csv.`, { file }, { cause })
  if (TOO_LARGE.test(`${code} ${messageOf(cause)}`))
    return new ResourceError(`${file} is larger than 2 GiB; split it and import the parts.`, { file }, { cause })
  return new ResourceError(`${file} cannot be read: ${messageOf(cause)}.`, { file }, { cause })
}

function unzipped(name: string, packed: Buffer): Buffer {
  try {
    return gunzipSync(packed)
  } catch (cause) {
    if (TOO_LARGE.test(codeOf(cause)))
      throw new ResourceError(`${name} is larger than 2 GiB unpacked; split it and import the parts.`, { name }, { cause })
    const why = messageOf(cause).includes('unexpected end') ? 'it ends too early' : messageOf(cause)
    throw new BadDataError(`${name} is a damaged gzip file (${why}); get it again.`, { name }, { cause })
  }
}

function startsWith(bytes: Buffer, ...magic: number[]): boolean {
  return magic.every((byte, i) => bytes[i] === byte)
}

/** @throws BadDataError for bytes that are not text in UTF-8 or ASCII. */
function checkText(name: string, bytes: Buffer): Buffer {
  if (startsWith(bytes, 0x50, 0x4b))
    throw new BadDataError(`${name} is a zip archive or a spreadsheet; unpack it, or save it as CSV, and import that.`, { name })
  if (startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff)) {
    throw new BadDataError(`${name} is written in UTF-16; save it as UTF-8 and import that.`, { name })
  }
  if (bytes.subarray(0, LOOKED_AT).includes(0)) throw new BadDataError(`${name} is neither CSV, gzipped CSV nor Parquet.`, { name })
  if (bytes.every((byte) => byte <= 0x20)) throw new BadDataError(`${name} is empty.`, { name })
  return startsWith(bytes, 0xef, 0xbb, 0xbf) ? bytes.subarray(3) : bytes
}

/**
 * Reads a CSV, gzipped CSV or Parquet file as the bytes of a CSV; told by its content, whatever its name.
 * @throws UsageError for what is no file, ResourceError for what cannot be read here, BadDataError for any other content.
 */
export async function readSource(workspace: Workspace, file: string): Promise<SourceBytes> {
  const name = basename(file)
  let bytes: Buffer
  try {
    bytes = readFileSync(file)
  } catch (cause) {
    throw unreadable(file, cause)
  }
  if (startsWith(bytes, 0x50, 0x41, 0x52, 0x31)) return { name, bytes: await parquetAsCsv(workspace, file) }
  const text = startsWith(bytes, 0x1f, 0x8b) ? unzipped(name, bytes) : bytes
  return { name, bytes: checkText(name, text) }
}
