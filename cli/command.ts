import { Command, InvalidArgumentError } from 'commander'
import { resolve } from 'node:path'
import { readConfig, type Config } from '../config.ts'
import { openIo, type Io } from './io.ts'

/** What every command takes. */
export interface CommonOptions {
  json?: boolean
  workspace?: string
}

// The parameters name what commander hands over untyped; each is used once by nature.
/* eslint-disable @typescript-eslint/no-unnecessary-type-parameters */
/** A command with `--json` and `--workspace`, whose action gets the config and where to write. */
export function leaf<Options extends CommonOptions, Arguments extends unknown[]>(
  command: Command,
  run: (call: { options: Options; config: Config; io: Io; arguments: Arguments }) => Promise<void>,
): Command {
  return command
    .option('--json', 'one JSON document on standard output')
    .option('--workspace <dir>', 'where everything is stored (default: $QUANTOPIA_HOME or .quantopia)')
    .action(async (...received: unknown[]) => {
      const options = received.at(-2) as Options
      const base = readConfig()
      const config = options.workspace === undefined ? base : { ...base, home: resolve(options.workspace) }
      await run({ options, config, io: openIo(options.json === true, config.color), arguments: received.slice(0, -2) as Arguments })
    })
}

export function wholeNumber(low: number, high: number) {
  return (text: string): number => {
    const value = Number(text)
    if (!/^-?\d+$/.test(text.trim()) || value < low || value > high)
      throw new InvalidArgumentError(`a whole number from ${low} to ${high} is wanted.`)
    return value
  }
}

export function positiveNumber(text: string): number {
  const value = Number(text)
  if (text.trim() === '' || !Number.isFinite(value) || value < 0) throw new InvalidArgumentError('a number that is not negative is wanted.')
  return value
}
