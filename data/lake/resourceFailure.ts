import { messageOf, QuantopiaError, ResourceError } from '../../domain/errors.ts'

const REASONS: readonly (readonly [RegExp, string])[] = [
  [/ENOSPC|EDQUOT|No space left|Disk quota/i, 'the disk is full'],
  [/EFBIG|File too large/i, 'the file would be larger than allowed here'],
  [/EROFS|Read-only file system/i, 'the disk is read-only'],
  [/EACCES|EPERM|Permission denied|Operation not permitted/i, 'permission is denied'],
  [/EMFILE|ENFILE|Too many open files/i, 'too many files are open'],
  [/ENOTDIR|EEXIST|EISDIR|Not a directory/, 'something else stands where its directory has to be'],
  [/EIO\b|Input\/output error/i, 'the disk reports an error'],
  [/Out of Memory|ENOMEM|Cannot allocate|allocation failed/i, 'memory is short'],
]

/** The error as a ResourceError where the disk or the memory is the cause; any other error as it is. */
export function resourceFailure(error: unknown, doing: string): unknown {
  if (error instanceof QuantopiaError) return error
  const message = messageOf(error)
  const reason = REASONS.find(([pattern]) => pattern.test(message))?.[1]
  if (reason === undefined) return error
  return new ResourceError(`${doing} failed: ${reason}; nothing that was stored before has changed.`, { reason: message }, { cause: error })
}
