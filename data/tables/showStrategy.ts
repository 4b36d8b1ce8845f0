import { NoSuchIdError, UsageError } from '../../domain/errors.ts'
import type { StrategyFact } from '../../domain/facts.ts'
import { didYouMean } from '../../domain/suggest.ts'
import type { FactStore } from '../facts/openFacts.ts'

/** How many folds of the walk-forward chose each value, by the strategy's own names of its parameters. */
export type ChosenParams = Record<string, Record<string, number>>

/** The whole fact, the text it ran from (null where none was ever written), and what its walk-forward chose; {} where there was nothing to choose. */
export type ShownStrategy = StrategyFact & { code: string | null; chosen_params: ChosenParams }

/**
 * The strategy with this id, or the only one whose id begins so.
 * @throws NoSuchIdError where there is none, UsageError where there are several.
 */
export function findStrategy(facts: FactStore, idOrPrefix: string): StrategyFact {
  const exact = facts.get('strategies', idOrPrefix)
  if (exact !== undefined) return exact
  const matches = idOrPrefix === '' ? [] : facts.idsFrom('strategies', idOrPrefix, 4)
  if (matches.length > 1) {
    const examples = `${matches.slice(0, 3).join(', ')}${matches.length > 3 ? ', …' : ''}`
    throw new UsageError(`More than one strategy begins with "${idOrPrefix}" (${examples}); write more of the id.`, { matches })
  }
  const found = matches[0] === undefined ? undefined : facts.get('strategies', matches[0])
  if (found !== undefined) return found
  const known = facts.idsFrom('strategies', '')
  const hint = known.length === 0 ? 'none is stored yet' : 'list them with: strategies recent'
  throw new NoSuchIdError(`There is no strategy "${idOrPrefix}"${didYouMean(idOrPrefix, known)}; ${hint}.`, { strategyId: idOrPrefix })
}

export function showStrategy(facts: FactStore, idOrPrefix: string): ShownStrategy {
  const strategy = findStrategy(facts, idOrPrefix)
  const source = strategy.code_hash === null ? undefined : facts.get('sources', strategy.code_hash)
  return { ...strategy, code: source?.text ?? null, chosen_params: chosenParams(facts, strategy) }
}

function chosenParams(facts: FactStore, { trial_id }: StrategyFact): ChosenParams {
  const walk = trial_id === null ? undefined : facts.get('walk_forwards', trial_id)
  const chosen: ChosenParams = {}
  for (const [name, value] of (walk?.by_fold ?? []).flatMap(({ params }) => Object.entries(params))) {
    const counts = (chosen[name] ??= {})
    counts[value] = (counts[value] ?? 0) + 1
  }
  return chosen
}
