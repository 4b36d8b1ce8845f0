import { UsageError } from '../../domain/errors.ts'
import type { BacktestOptions } from './backtestOptions.ts'
import { flagOf } from './engineSettings.ts'

type Name = keyof BacktestOptions

/** What each way of running leaves no room for. */
const EXCLUDED: readonly { readonly mode: Name; readonly why: string; readonly names: readonly Name[] }[] = [
  { mode: 'walkForward', why: 'chooses the parameters itself', names: ['grid', 'symbols', 'params', 'trades', 'equity'] },
  { mode: 'grid', why: 'runs every combination on one dataset', names: ['symbols', 'params', 'trades', 'equity'] },
  {
    mode: 'symbols',
    why: 'names the datasets itself, each with the funding rates and mark prices of its own (or none)',
    names: ['dataset', 'funding', 'mark', 'finer'],
  },
]
const MAY_BE_NONE: readonly Name[] = ['funding', 'mark', 'finer']
const ONLY: readonly { readonly mode: Name; readonly names: readonly Name[] }[] = [
  { mode: 'walkForward', names: ['trainDays', 'testDays', 'stepDays'] },
  { mode: 'grid', names: ['top'] },
]

/** What takes nothing away from the others: every dataset goes without. */
const isNone = (name: Name, { [name]: value }: BacktestOptions): boolean => MAY_BE_NONE.includes(name) && value === 'none'

/** @throws UsageError for options that do not go together. */
export function refuseModes(options: BacktestOptions): void {
  for (const { mode, why, names } of EXCLUDED) {
    if (options[mode] === undefined) continue
    const other = names.find((name) => options[name] !== undefined && !isNone(name, options))
    if (other !== undefined) throw new UsageError(`${flagOf(mode)} ${why}; leave ${flagOf(other)} out.`)
  }
  for (const { mode, names } of ONLY) {
    if (options[mode] !== undefined) continue
    const other = names.find((name) => options[name] !== undefined)
    if (other !== undefined) throw new UsageError(`${flagOf(other)} means nothing without ${flagOf(mode)}.`)
  }
  const days = [options.trainDays, options.testDays, options.stepDays]
  if (days.some((one) => one !== undefined) && days.includes(undefined)) {
    throw new UsageError('--train-days, --test-days and --step-days go together: give all three, or none for the default.')
  }
}
