import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { messageOf, ResourceError } from '../../domain/errors.ts'
import type { Availability } from '../family.ts'

export type Tensorflow = typeof import('@tensorflow/tfjs')
export type { Tensor, Tensor1D, Tensor2D, Variable } from '@tensorflow/tfjs'

const require = createRequire(import.meta.url)
let availability: Availability | undefined
let loading: Promise<Tensorflow> | undefined

/** Whether the package and its WebAssembly files are there; loading it takes a second, so that is left for the first use. */
export function tensorflowAvailability(): Availability {
  return (availability ??= look())
}

function look(): Availability {
  try {
    const { version } = require('@tensorflow/tfjs/package.json') as { version: string }
    if (existsSync(join(wasmDirectory(), 'tfjs-backend-wasm.wasm'))) return { ok: true, library: 'TensorFlow.js', version }
  } catch {
    // Not installed, or not whole: the same remedy.
  }
  return { ok: false, reason: 'TensorFlow.js cannot be used, because its package is not installed whole: run `npm install`.' }
}

function wasmDirectory(): string {
  return dirname(require.resolve('@tensorflow/tfjs-backend-wasm'))
}

/** TensorFlow.js on its WebAssembly backend, loaded once. @throws ResourceError where it can't be. */
export function tensorflow(): Promise<Tensorflow> {
  return (loading ??= load())
}

async function load(): Promise<Tensorflow> {
  const answer = tensorflowAvailability()
  if (!answer.ok) throw new ResourceError(answer.reason)
  const [tf, wasm] = await Promise.all([import('@tensorflow/tfjs'), import('@tensorflow/tfjs-backend-wasm')])
  // By its path: the package would look beside the page it thinks it is on.
  wasm.setWasmPaths(`${wasmDirectory()}/`)
  const ready = await tf.setBackend('wasm').catch((error: unknown) => messageOf(error))
  if (ready !== true) throw new ResourceError(`TensorFlow.js cannot start its WebAssembly backend (${String(ready)}): run \`npm install\`.`)
  return tf
}
