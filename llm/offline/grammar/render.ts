import type { Side } from '../../../domain/order.ts'
import type { Catalogue } from './catalogue.ts'
import { codeOf, placeConditions, type Placed } from './express.ts'
import { conditionsOf, genomeLine, type Exits, type Genome } from './genome.ts'
import { gridOf, type Grid } from './grid.ts'
import { digits } from './motif.ts'
import { strategyWords } from './words.ts'

/** What the policy hands in. */
export interface WrittenStrategy {
  readonly strategy_name: string
  readonly code: string
  readonly entry_logic: string
  readonly exit_logic: string
}

/** The model's name inside a strategy. */
const MODEL_KEY = 'model'

export function sidesOf(genome: Genome): readonly Side[] {
  return genome.sides === 'both' ? ['long', 'short'] : [genome.sides]
}

function signal(genome: Genome, threshold: number, side: Side): string[] {
  return genome.model === null ? [] : [`bar.mlSignal('${MODEL_KEY}', ${digits(threshold)}) === ${side === 'long' ? 1 : -1}`]
}

function entryTest(genome: Genome, placed: readonly Placed[], side: Side): string {
  const parts = [...placed.map((one) => codeOf(one, 'when', side)), ...signal(genome, genome.model?.threshold ?? 0.5, side)]
  // Nothing to go by: it never enters, and says so to whoever runs it.
  return parts.length === 0 ? 'false' : parts.join(' && ')
}

function exitTest(genome: Genome, placed: readonly Placed[], side: Side): string {
  const trigger = genome.trigger === null ? undefined : placed[0]
  const opposite: Side = side === 'long' ? 'short' : 'long'
  const parts = [
    ...(trigger === undefined ? [] : [codeOf(trigger, 'over', side)]),
    ...signal(genome, genome.model?.threshold ?? 0.5, opposite),
  ]
  return parts.length === 0 ? 'false' : parts.join(' || ')
}

/** `const ago24 = bar.ago(24)` for every earlier bar that the expressions speak of. */
function earlierBars(expressions: readonly string[]): string[] {
  const steps = new Set(expressions.flatMap((text) => [...text.matchAll(/\bago(\d+)\./g)].map((match) => Number(match[1]))))
  return [...steps].sort((a, b) => a - b).map((step) => `    const ago${step} = bar.ago(${step})`)
}

function record(entries: readonly (readonly [string, number | string])[]): string {
  return entries.length === 0 ? '{}' : `{ ${entries.map(([name, value]) => `${name}: ${value}`).join(', ')} }`
}

function stops(exits: Exits, grid: Grid): (readonly [string, number | string])[] {
  const chosen = new Set(grid.exits.map(({ name }) => name))
  return Object.entries(exits).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, chosen.has(name) ? `'${name}'` : value] as const],
  )
}

/** An indicator's parameters: numbers, and the name of the one that is in `static params`. */
function settings({ key, condition }: Placed, { indicator }: Grid): string {
  const isChosen = (name: string): boolean => indicator?.key === key && indicator.name === name
  return record(Object.entries(condition.params).map(([name, value]) => [name, isChosen(name) ? `'${name}'` : value]))
}

function params({ indicator, exits }: Grid): string[] {
  const choices = [...(indicator === undefined ? [] : [indicator]), ...exits]
  if (choices.length === 0) return []
  return [
    '  // Of each the first is meant above; the walk-forward chooses.',
    `  static params = ${record(choices.map(({ name, values }) => [name, `[${values.join(', ')}]`]))}`,
  ]
}

function needs(genome: Genome, placed: readonly Placed[], grid: Grid): string[] {
  const lines = new Map(placed.map((one) => [one.key, `${one.key}: ['${one.entry.name}', ${settings(one, grid)}],`]))
  return [
    '  static needs = {',
    `    warmupBars: ${warmup(placed, grid)},`,
    ...(lines.size === 0
      ? ['    indicators: {},']
      : ['    indicators: {', ...[...lines.values()].map((line) => `      ${line}`), '    },']),
    ...(genome.model === null ? [] : [`    models: { ${MODEL_KEY}: ${JSON.stringify(genome.model.id)} },`]),
    '  }',
  ]
}

/** Enough for any smoothing to settle and every earlier bar to exist; the engine knows what the indicators need and raises it. */
function warmup(placed: readonly Placed[], { indicator }: Grid): number {
  const longest = placed.flatMap(({ condition }) => [...Object.values(condition.params), ...Object.values(condition.numbers)])
  return Math.ceil(2 * Math.max(12, ...longest, ...(indicator?.values ?? []))) + 24
}

function entryMethod(genome: Genome, placed: readonly Placed[]): string[] {
  const tests = sidesOf(genome).map((side) => ({ side, test: entryTest(genome, placed, side) }))
  return [
    '  shouldEnter(bar) {',
    ...earlierBars(tests.map(({ test }) => test)),
    ...tests.map(({ side, test }) => `    if (${test}) return '${side}'`),
    "    return 'none'",
    '  }',
  ]
}

function exitMethod(genome: Genome, placed: readonly Placed[]): string[] {
  const tests = sidesOf(genome).map((side) => exitTest(genome, placed, side))
  const [first, second] = tests
  const body =
    second === undefined
      ? [`    return ${first ?? 'false'}`]
      : [`    if (position.side === 'long') return ${first ?? 'false'}`, `    return ${second}`]
  return ['  shouldExit(bar, position) {', ...earlierBars(tests), ...body, '  }']
}

/** The strategy that a genome describes: its TypeScript text, its name and its rules in words. */
export function renderStrategy(genome: Genome, catalogue: Catalogue): WrittenStrategy {
  const placed = placeConditions(conditionsOf(genome), catalogue)
  const grid = gridOf(genome, placed)
  const words = strategyWords(genome, placed)
  const code = [
    '// Written by the offline policy, which is a set of seeded rules and not a language model.',
    `// Enters ${words.entry_logic}.`,
    `// Exits ${words.exit_logic}.`,
    genomeLine(genome),
    `export default class ${words.strategy_name.replaceAll('_', '')} extends Strategy {`,
    ...params(grid),
    ...needs(genome, placed, grid),
    `  static exits = ${record(stops(genome.exits, grid))}`,
    '',
    ...entryMethod(genome, placed),
    '',
    ...exitMethod(genome, placed),
    '}',
    '',
  ].join('\n')
  return { ...words, code }
}
