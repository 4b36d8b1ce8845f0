import { SEARCHES, type Search } from '../../../llm/offline/search.ts'
import type { Interval } from '../../../math/clopperPearson.ts'
import type { Outcome } from '../outcome.ts'
import { average, standardError } from './average.ts'
import { bestAfter } from './bestAfter.ts'
import { approvalRate, shareOf, type Rate } from './rate.ts'

/** One search over the markets that every search was run on. */
export interface SearchFigures extends Rate {
  readonly search: Search
  /** Means over the markets: of the best strategy's Sharpe ratio where it was searched for, and on a fresh market of the same kind. */
  readonly best_sharpe: number | null
  readonly fresh_sharpe: number | null
  /** The first after as many trials as TRIAL_STEPS says. */
  readonly curve: readonly { readonly trials: number; readonly best_sharpe: number | null }[]
}

/** The policy against another search, market by market, after as many trials as both had. */
export interface Duel {
  readonly against: Search
  readonly measure: 'searched_market' | 'fresh_market'
  readonly markets: number
  readonly better: number
  readonly worse: number
  /** Better over better and worse; ties say nothing. */
  readonly rate: number | null
  readonly interval: Interval | null
  readonly mean_difference: number | null
  readonly standard_error: number | null
}

export interface Comparison {
  readonly searches: readonly SearchFigures[]
  readonly duels: readonly Duel[]
}

const CURVE_POINTS = 60

type Market = ReadonlyMap<Search, Outcome>

/** Markets on which every search has ended. */
function sharedMarkets(outcomes: readonly Outcome[]): Market[] {
  const markets = new Map<string, Map<Search, Outcome>>()
  for (const outcome of outcomes) {
    const { kind, seed, search } = outcome.task
    const market = markets.get(`${kind} ${seed}`) ?? new Map<Search, Outcome>()
    markets.set(`${kind} ${seed}`, market.set(search, outcome))
  }
  return [...markets.values()].filter((market) => SEARCHES.every((search) => market.has(search)))
}

const outcomeOf = (market: Market, search: Search): Outcome => market.get(search) as Outcome

function figuresOf(markets: readonly Market[], search: Search, steps: readonly number[]): SearchFigures {
  const outcomes = markets.map((market) => outcomeOf(market, search))
  return {
    search,
    ...approvalRate(outcomes),
    best_sharpe: average(outcomes.map(({ best }) => best?.sharpe_ratio)),
    fresh_sharpe: average(outcomes.map(({ best }) => best?.fresh_sharpe_ratio)),
    curve: steps.map((trials) => ({ trials, best_sharpe: average(outcomes.map((outcome) => bestAfter(outcome, trials))) })),
  }
}

function duel(markets: readonly Market[], against: Search, measure: Duel['measure']): Duel {
  const differences = markets.flatMap((market) => {
    const [own, other] = [outcomeOf(market, 'policy'), outcomeOf(market, against)]
    const trials = Math.min(own.trials_counted, other.trials_counted)
    const figure = (outcome: Outcome): number | null =>
      measure === 'searched_market' ? bestAfter(outcome, trials) : (outcome.best?.fresh_sharpe_ratio ?? null)
    const [a, b] = [figure(own), figure(other)]
    return a === null || b === null ? [] : [a - b]
  })
  const better = differences.filter((difference) => difference > 0).length
  const worse = differences.filter((difference) => difference < 0).length
  return {
    against,
    measure,
    markets: differences.length,
    better,
    worse,
    ...shareOf(better, better + worse),
    mean_difference: average(differences),
    standard_error: standardError(differences),
  }
}

/** Undefined where no market was searched in every way. */
export function compareSearches(outcomes: readonly Outcome[]): Comparison | undefined {
  const markets = sharedMarkets(outcomes)
  if (markets.length === 0) return undefined
  const shared = Math.min(...markets.flatMap((market) => SEARCHES.map((search) => outcomeOf(market, search).trials_counted)))
  const points = Math.min(CURVE_POINTS, shared)
  const steps = Array.from({ length: points }, (_, index) => Math.max(1, Math.round(((index + 1) / points) * shared)))
  return {
    searches: SEARCHES.map((search) => figuresOf(markets, search, steps)),
    duels: SEARCHES.filter((search) => search !== 'policy').flatMap((search) => [
      duel(markets, search, 'searched_market'),
      duel(markets, search, 'fresh_market'),
    ]),
  }
}
