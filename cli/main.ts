import { CommanderError } from 'commander'
import { EXIT } from '../domain/errors.ts'
import { tellError } from './io.ts'
import { buildProgram } from './program.ts'

/** Runs one command line and ends the process with its exit code. */
export async function main(args: readonly string[]): Promise<void> {
  // A reader that has seen enough (`| head`) is no error; a disk that is full is one, but there is nowhere left to say so.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? EXIT.done : EXIT.resource))
  // Nobody has to watch the progress.
  process.stderr.on('error', () => undefined)
  const json = args.includes('--json')
  try {
    await buildProgram().parseAsync([...args], { from: 'user' })
    process.exitCode ??= EXIT.done
  } catch (error) {
    process.exitCode = error instanceof CommanderError ? usageExit(error, json) : tellError(error, json)
  }
  // Idle handles (exchange clients, tracing) must not keep a finished command alive.
  await flush()
  process.exit()
}

function usageExit(error: CommanderError, json: boolean): number {
  if (error.exitCode === 0) return EXIT.done
  const message = error.message.replace(/^error: /, '')
  if (json) process.stdout.write(`${JSON.stringify({ error: { code: 'usage', message } }, null, 2)}\n`)
  return EXIT.usage
}

async function flush(): Promise<void> {
  await new Promise<void>((done) => process.stdout.write('', () => done()))
}
