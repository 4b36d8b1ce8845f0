import { sha256 } from '../../../domain/hash.ts'
import type { Side } from '../../../domain/order.ts'
import { spokenName, wordsOf, type Placed } from './express.ts'
import { indicatorsOf, type Genome } from './genome.ts'

export interface StrategyWords {
  readonly strategy_name: string
  readonly entry_logic: string
  readonly exit_logic: string
}

const NAMED_INDICATORS = 3
const NAME_LENGTH = 64
const SENTENCE_LENGTH = 480

/** `XGBoost_direction_v3` predicts up or down. */
function prediction(genome: Genome, side: Side): string[] {
  return genome.model === null ? [] : [`${genome.model.id} predicts ${side === 'long' ? 'up' : 'down'} (${genome.model.threshold})`]
}

function entryWords(genome: Genome, placed: readonly Placed[], side: Side): string {
  return [...placed.map((one) => wordsOf(one, 'when', side)), ...prediction(genome, side)].join(' AND ')
}

function exitWords(genome: Genome, placed: readonly Placed[], side: Side): string {
  const trigger = genome.trigger === null ? undefined : placed[0]
  const parts = [
    ...(trigger === undefined ? [] : [wordsOf(trigger, 'over', side)]),
    ...prediction(genome, side === 'long' ? 'short' : 'long'),
  ]
  return parts.join(' OR ')
}

function percent(fraction: number): string {
  return `${Number((100 * fraction).toPrecision(3))} %`
}

function stopWords({ stopLoss, takeProfit, trailingStop, maxBarsHeld }: Genome['exits']): string[] {
  return [
    ...(stopLoss === undefined ? [] : [`stop-loss ${percent(stopLoss)}`]),
    ...(takeProfit === undefined ? [] : [`take-profit ${percent(takeProfit)}`]),
    ...(trailingStop === undefined ? [] : [`trailing stop ${percent(trailingStop)}`]),
    ...(maxBarsHeld === undefined ? [] : [`after ${maxBarsHeld} bars`]),
  ]
}

function strategyName(genome: Genome): string {
  const logic = spokenName(genome.logic)
  const model = genome.model === null ? [] : [genome.model.id.split('_')[0] ?? 'Model']
  const indicators = indicatorsOf(genome).slice(0, NAMED_INDICATORS).map(spokenName)
  const mark = sha256(JSON.stringify(genome)).slice(0, 4)
  const name = [...indicators, ...model, logic].join('_').replace(/[^A-Za-z0-9_]/g, '')
  return `${name.slice(0, NAME_LENGTH)}_g${genome.generation}x${mark}`
}

/** The sentences of both sides, or where that is too long those of the first and a word on the other. */
function bothSides(sentences: readonly string[]): string {
  const all = sentences.join('; ')
  const [first, second] = sentences
  const shorter =
    all.length > SENTENCE_LENGTH && second !== undefined ? `${first ?? ''}; ${second.split(' ')[0] ?? ''} by the mirror image` : all
  return shorter.length > SENTENCE_LENGTH ? `${shorter.slice(0, SENTENCE_LENGTH)}…` : shorter
}

/** The strategy's name and its rules as sentences: 'long when RSI(14) < 30 AND XGBoost_direction_v3 predicts up'. */
export function strategyWords(genome: Genome, placed: readonly Placed[]): StrategyWords {
  const sides: readonly Side[] = genome.sides === 'both' ? ['long', 'short'] : [genome.sides]
  const entries = sides.map((side) => `${side} when ${entryWords(genome, placed, side)}`)
  const exits = sides.flatMap((side) => {
    const words = exitWords(genome, placed, side)
    return words === '' ? [] : [`${side} when ${words}`]
  })
  return {
    strategy_name: strategyName(genome),
    entry_logic: bothSides(entries),
    exit_logic: [...(exits.length > 0 ? [bothSides(exits)] : []), ...stopWords(genome.exits)].join('; '),
  }
}
