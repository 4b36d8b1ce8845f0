import { columnLedger } from './columnLedger.ts'
import type { ChildMessage, Job, Program, Reply } from './protocol.ts'
import { startChild, type StartedChild } from './startChild.ts'

export interface Request {
  readonly strategy: string
  readonly program: Program
  readonly settings: unknown
  readonly columns: readonly Float64Array[]
  readonly memoryMb: number
  readonly timeoutMs: number
}

/** One child process at a time, replaced when it dies; one request at a time. */
export interface Worker {
  /** @throws ResourceError when no child process can be started. */
  perform(request: Request): Promise<Reply>
  /** Kills the child; a request under way is answered with `crashed`. */
  stop(): void
}

/** Beyond the isolate's own limit: the time to hand columns over, and for code that the isolate cannot interrupt. */
const GRACE_MS = 1_500
const HELD_BYTES = 64 * 2 ** 20

interface Live extends StartedChild {
  readonly ship: ReturnType<typeof columnLedger>
  /** Texts of the programs that the child has, by their numbers. */
  readonly programs: string[]
}

/** An idle child keeps neither this process alive nor, since it ends with its channel, itself. */
function hold(child: Live, busy: boolean): void {
  const change = busy ? 'ref' : 'unref'
  child.process[change]()
  child.process.channel?.[change]()
  for (const stream of [child.columns, child.process.stderr]) (stream as unknown as { ref(): void; unref(): void })[change]()
}

/** Sends one job and waits for its answer, its end by signal, or the end of patience. */
function converse(child: Live, job: Job, contents: readonly Float64Array[]): Promise<Reply> {
  return new Promise((resolve) => {
    const settle = (reply: Reply): void => {
      clearTimeout(timer)
      child.process.off('message', hear).off('close', lose)
      resolve(reply)
    }
    const hear = (message: ChildMessage): void => {
      if ('id' in message && message.id === job.id) settle(message.reply)
    }
    const lose = (code: number | null, signal: string | null): void => {
      const reason = child.said().includes('is_heap_oom = 1') ? 'memory_limit' : 'crashed'
      settle({ ok: false, reason, message: String(signal ?? code) })
    }
    const timer = setTimeout(() => {
      child.process.kill('SIGKILL')
      settle({ ok: false, reason: 'timeout', message: 'killed' })
    }, job.timeoutMs + GRACE_MS)
    child.process.on('message', hear).on('close', lose)
    try {
      child.process.send(job, () => undefined)
      for (const column of contents) child.columns.write(new Uint8Array(column.buffer, column.byteOffset, column.byteLength))
    } catch (error) {
      // What cannot be sent would leave a child that waits for columns which never come.
      settle({ ok: false, reason: 'broken', message: String(error) })
    }
  })
}

export function createWorker(): Worker {
  let child: Live | undefined
  let jobs = 0
  let stopped = false

  function discard(): void {
    child?.process.kill('SIGKILL')
    child = undefined
  }

  async function living(): Promise<Live> {
    if (child?.process.exitCode === null && child.process.signalCode === null && child.process.connected) return child
    const started = { ...(await startChild()), ship: columnLedger(HELD_BYTES), programs: [] }
    child = started
    if (stopped) discard()
    return started
  }

  async function attempt({ columns, program, ...rest }: Request): Promise<Reply> {
    const live = await living()
    const { contents, ...refs } = live.ship(columns)
    const known = live.programs.indexOf(program.text)
    const programs =
      known < 0 ? { program: live.programs.push(program.text) - 1, newProgram: program } : { program: known, newProgram: undefined }
    hold(live, true)
    const reply = await converse(live, { id: ++jobs, ...rest, ...programs, ...refs }, contents)
    hold(live, false)
    // An isolate that ran out of memory may have harmed its process.
    if (!reply.ok && reply.reason !== 'syntax_error' && child === live) discard()
    return reply
  }

  return {
    async perform(request) {
      const reply = await attempt(request)
      // No strategy ends its process this way: somebody else did, such as a machine short of memory. Once more, then.
      const killed = !reply.ok && reply.reason === 'crashed' && reply.message === 'SIGKILL'
      return killed && !stopped ? attempt(request) : reply
    },
    stop() {
      stopped = true
      discard()
    },
  }
}
