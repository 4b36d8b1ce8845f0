import { describe, expect, it } from 'vitest'
import { BadDataError, ResourceError } from '../../domain/errors.ts'
import { resourceFailure } from './resourceFailure.ts'

describe('resourceFailure', () => {
  it.each([
    ['ENOSPC: no space left on device, write', 'the disk is full'],
    ['IO Error: Could not write to file "/x/bars.parquet": No space left on device', 'the disk is full'],
    ['EROFS: read-only file system, open', 'the disk is read-only'],
    ["EACCES: permission denied, mkdir '/x'", 'permission is denied'],
    ['Out of Memory Error: failed to allocate data', 'memory is short'],
    ['EIO: i/o error, fsync', 'the disk reports an error'],
  ])('%s', (message, reason) => {
    const failure = resourceFailure(new Error(message), 'Writing binance:BTCUSDT:1h into the lake')
    expect(failure).toBeInstanceOf(ResourceError)
    expect((failure as Error).message).toBe(
      `Writing binance:BTCUSDT:1h into the lake failed: ${reason}; nothing that was stored before has changed.`,
    )
  })

  it('leaves every other error as it is', () => {
    for (const error of [new TypeError('a bug'), new BadDataError('no space left in this sentence')])
      expect(resourceFailure(error, 'Writing')).toBe(error)
  })
})
