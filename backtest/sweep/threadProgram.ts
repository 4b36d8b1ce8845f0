import { parentPort } from 'node:worker_threads'
import { barCount } from '../../domain/bars.ts'
import { figuresOver } from './figures.ts'
import { priceCheck } from './priceCheck.ts'
import { combinationRunner } from './runner.ts'
import type { FromThread, SweepChunk, SweepJob, ToThread } from './threadMessages.ts'

/** Runs in a thread of its own, as text (threadText.ts): a job says what is shared, chunks say what is to be done. */
function chunkRunner({ bars, columns, options, count, figures: shared, curves }: SweepJob): (chunk: SweepChunk) => void {
  const run = combinationRunner(priceCheck(bars, barCount(bars)), columns, options)
  const figures = figuresOver(shared, count)
  const length = bars.close.length
  const rowBytes = length * Float64Array.BYTES_PER_ELEMENT
  return ({ from, combinations }) => {
    combinations.forEach((combination, k) => {
      const at = from + k
      run(combination, at, figures, curves === undefined ? undefined : new Float64Array(curves, at * rowBytes, length))
    })
  }
}

let runChunk: ((chunk: SweepChunk) => void) | undefined

parentPort?.on('message', (message: ToThread) => {
  if ('job' in message) {
    runChunk = chunkRunner(message.job)
    return
  }
  runChunk?.(message.chunk)
  parentPort?.postMessage({ finished: message.chunk.combinations.length } satisfies FromThread)
})
