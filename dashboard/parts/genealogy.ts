import type { StrategyFact } from '../../domain/facts.ts'
import { decimal, NONE, signed } from '../format.ts'
import { markup, NOTHING, type Html } from '../markup.ts'
import { sharpeOf } from '../ranking.ts'

export interface Family {
  readonly strategy: StrategyFact
  /** Parent first. */
  readonly ancestors: readonly StrategyFact[]
  /** In the order they were recorded. */
  readonly descendants: readonly StrategyFact[]
}

interface Member {
  readonly strategy: StrategyFact
  readonly parent: StrategyFact | undefined
  /** Generations below the strategy itself; ancestors and itself 0. */
  readonly depth: number
}

/** Children of `parent`, each followed by its own; what was seen is not followed again. */
function offspring(parent: StrategyFact, all: readonly StrategyFact[], depth: number, seen: Set<string>): Member[] {
  return all.flatMap((strategy) => {
    if (strategy.parent_id !== parent.strategy_id || seen.has(strategy.strategy_id)) return []
    seen.add(strategy.strategy_id)
    return [{ strategy, parent, depth }, ...offspring(strategy, all, depth + 1, seen)]
  })
}

function change({ strategy, parent }: Member): string {
  const mine = sharpeOf(strategy)
  const theirs = parent === undefined ? null : sharpeOf(parent)
  return mine === null || theirs === null ? '' : ` (${signed(mine - theirs)})`
}

function line(member: Member, self: string, session: string): Html {
  const { strategy, depth } = member
  const { modification, details } = strategy.exploration_vector
  const place =
    strategy.session_id === session ? `#${strategy.iteration}` : `earlier session ${strategy.session_id}, #${strategy.iteration}`
  const sharpe = sharpeOf(strategy)
  return markup`<li class="${strategy.strategy_id === self ? 'self' : ''}" style="--depth:${Math.min(depth, 6)}"><b>${strategy.strategy_name}</b> <span class="figure">${sharpe === null ? `Sharpe ${NONE}` : `Sharpe ${decimal(sharpe)}`}${change(member)}</span> <small>${place} · ${strategy.strategy_id}</small><p>${modification}: ${details}</p></li>`
}

/** From the oldest known ancestor to the strategy, and what was made from it; changes of Sharpe are against the parent. */
export function genealogy({ strategy, ancestors, descendants }: Family): Html {
  const chain = [...ancestors].reverse()
  const ancestorsAndSelf = [...chain, strategy].map((one, index): Member => ({ strategy: one, parent: chain[index - 1], depth: 0 }))
  const below = offspring(strategy, descendants, 1, new Set([strategy.strategy_id]))
  const oldest = chain[0] ?? strategy
  const lost = oldest.parent_id === null ? NOTHING : markup`<p class="empty">Its ancestor ${oldest.parent_id} is not in this workspace.</p>`
  const members = [...ancestorsAndSelf, ...below].map((member) => line(member, strategy.strategy_id, strategy.session_id))
  return markup`${lost}<ol class="tree">${members}</ol>`
}
