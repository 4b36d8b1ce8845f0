import { readSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { runInThisContext } from 'node:vm'
import type ivm from 'isolated-vm'
import type { ChildMessage, COLUMN_PIPE, ColumnRef, Job, Program, Reply, StopReason } from './protocol.ts'

// This file is handed to the child as text (childText.ts): it may import types and built-in modules only.

// Most runs are over before V8's optimising compiler, which by default is asked for code after some hundred bars, has paid for itself: eight times later it
// is. And what it inlines into the kernel's loop, down to what only a trade calls, takes longer to compile than to call. Measured on the runs of a session: a
// third to a half less processor time.
const PATIENT = '--interrupt-budget=540000'
setFlagsFromString('--max-inlined-bytecode-size-cumulative=300')
// Runs of so many bars repay it: 1,000,000 take a fifth less time with V8's own budget.
const LONG_BYTES = 50_000 * Float64Array.BYTES_PER_ELEMENT
const PROMPT = '--interrupt-budget=66000'

const PIPE: typeof COLUMN_PIPE = 4
const addon = { exports: {} as { ivm: typeof ivm } }
process.dlopen(addon, process.argv[1] as string)
const { Isolate, ExternalCopy } = addon.exports.ivm

const COLLECT_BYTES = 16 * 2 ** 20

const cache = new Map<string, SharedArrayBuffer>()
let dropped = 0

/** Blocks until the column is there; a closed pipe means that the parent is gone. */
function receiveColumn({ key, bytes }: ColumnRef): void {
  const memory = new SharedArrayBuffer(bytes)
  const target = new Uint8Array(memory)
  for (let at = 0; at < bytes;) {
    const read = readSync(PIPE, target, at, bytes - at, null)
    if (read === 0) process.exit(1)
    at += read
  }
  cache.set(key, memory)
}

function reasonOf(message: string): StopReason {
  if (message.includes('Script execution timed out')) return 'timeout'
  return message.includes('memory limit') || message.includes('disposed') ? 'memory_limit' : 'broken'
}

/** Columns lie outside the heap, whose collector therefore sees no reason to run; this process would grow without end. */
function dropColumns(keys: readonly string[]): void {
  for (const key of keys) {
    dropped += cache.get(key)?.byteLength ?? 0
    cache.delete(key)
  }
  if (dropped < COLLECT_BYTES) return
  dropped = 0
  globalThis.gc?.()
}

type Snapshot = ReturnType<typeof Isolate.createSnapshot>
type Enter = (factory: undefined, settings: unknown, ...columns: readonly SharedArrayBuffer[]) => unknown

/** A program as this process runs it: by itself, or in isolates. */
interface Prepared {
  readonly text: string
  readonly enter: Enter | undefined
  readonly snapshot: Snapshot | undefined
}

const programs: Prepared[] = []

/**
 * A program with an image of a heap in which it has been compiled and `enter` stands ready, but nothing has been hardened (V8 adds to a realm
 * after it has taken it out of an image) and no text of a strategy's has ever been. An isolate that starts with it spares a fifth of a short run.
 */
function snapshotOf({ text, rehearsal }: Program): Snapshot | undefined {
  try {
    return Isolate.createSnapshot([{ code: text }], rehearsal)
  } catch {
    return undefined
  }
}

function prepared(program: Program): Prepared {
  const { text } = program
  if (program.isTrusting !== true) return { text, enter: undefined, snapshot: snapshotOf(program) }
  runInThisContext(text)
  return { text, enter: Reflect.get(globalThis, 'enter') as Enter, snapshot: undefined }
}

/** A realm in which `enter` is defined, and `enter` itself, which the realm loses. */
async function open(isolate: ivm.Isolate, { snapshot, text }: Prepared) {
  const context = await isolate.createContext()
  if (snapshot === undefined) await context.eval(`${text}; undefined`)
  const enter = await context.evalClosure('const { enter } = globalThis; delete globalThis.enter; return enter', [], {
    result: { reference: true },
  })
  return { context, enter }
}

async function perform(job: Job): Promise<Reply> {
  dropColumns(job.drop)
  for (const column of job.receive) receiveColumn(column)
  if (job.newProgram !== undefined) programs[job.program] = prepared(job.newProgram)
  const program = programs[job.program] as Prepared
  const memory = job.columns.map((key) => cache.get(key) as SharedArrayBuffer)
  return program.enter === undefined ? performInIsolate(job, program, memory) : performHere(job, program.enter, memory)
}

function performHere(job: Job, enter: Enter, memory: readonly SharedArrayBuffer[]): Reply {
  setFlagsFromString(PROMPT)
  try {
    return { ok: true, value: enter(undefined, job.settings, ...memory) }
  } catch (error) {
    return { ok: false, reason: 'broken', message: String(error) }
  }
}

async function performInIsolate(job: Job, program: Prepared, memory: readonly SharedArrayBuffer[]): Promise<Reply> {
  const columnMb = Math.ceil(memory.reduce((total, column) => total + column.byteLength, 0) / 2 ** 20)
  setFlagsFromString(memory.some(({ byteLength }) => byteLength >= LONG_BYTES) ? PROMPT : PATIENT)
  // The isolate counts shared memory as its own.
  const isolate = new Isolate({ memoryLimit: job.memoryMb + columnMb, ...(program.snapshot && { snapshot: program.snapshot }) })
  try {
    const { context, enter } = await open(isolate, program)
    const script = await isolate.compileScript(job.strategy).catch((error: unknown) => String(error))
    if (typeof script === 'string') return { ok: false, reason: 'syntax_error', message: script }
    const factory = await script.run(context, { reference: true, timeout: job.timeoutMs })
    const settings = new ExternalCopy(job.settings).copyInto({ release: true })
    const columns = memory.map((column) => new ExternalCopy(column).copyInto({ release: true }))
    const options = { timeout: job.timeoutMs, result: { copy: true } } as const
    const value: unknown = await enter.apply(undefined, [factory.derefInto(), settings, ...columns], options)
    return { ok: true, value }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return { ok: false, reason: reasonOf(message), message }
  } finally {
    if (!isolate.isDisposed) isolate.dispose()
  }
}

function send(message: ChildMessage): void {
  process.send?.(message)
}

// The isolate runs on a thread of its own, so this is heard even in the middle of an endless loop.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))
process.on('message', (job) => {
  void perform(job as Job).then((reply) => {
    send({ id: (job as Job).id, reply })
  })
})
send({ ready: true })
