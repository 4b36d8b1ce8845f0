// How often the rule that knows a planted edge passes the gates itself: no search can do much better.
// `npx tsx bench/idealTrader.ts [MARKETS] [TRIALS] [HOLDOUT_CONFIDENCE]`; 390 trials are about what a session of 100 strategies counts.
import { simulate } from '../backtest/kernel.ts'
import { generateMarket } from '../data/markets/generateMarket.ts'
import { idealRule } from '../data/markets/idealRule.ts'
import { EDGES, PLANTED_KINDS, type PlantedKind } from '../data/markets/kinds.ts'
import { DEFAULT_ENGINE } from '../domain/order.ts'
import { kurtosis, mean, skewness } from '../math/moments.ts'
import { dailyReturns } from '../metrics/dailyReturns.ts'
import { sharpeRatio } from '../metrics/sharpe.ts'
import { deflatedSharpe, probabilisticSharpe, type SharpeEstimate } from '../metrics/sharpeInference.ts'
import { DAYS_PER_YEAR } from '../metrics/summary.ts'
import { HOLDOUT_CONFIDENCE } from '../validation/gates/holdout.ts'
import { DEFLATED_CONFIDENCE } from '../validation/gates/luck.ts'
import { DEEPEST_DRAWDOWN } from '../validation/gates/robustness.ts'
import { monteCarlo } from '../validation/monteCarlo/monteCarlo.ts'

const BARS = 5 * 8760
const RESEARCHED = 0.8
const [markets, trials, holdoutConfidence] = [100, 390, HOLDOUT_CONFIDENCE].map((usual, i) => Number(process.argv[2 + i] ?? usual)) as [
  number,
  number,
  number,
]

interface Passed {
  readonly sharpe: number
  readonly deflated: boolean
  readonly drawdown: boolean
  readonly holdout: boolean
}

function estimate(returns: Float64Array): SharpeEstimate {
  const [sharpe, skew, kurt] = [sharpeRatio(returns), skewness(returns), kurtosis(returns)]
  if (sharpe === undefined || skew === undefined || kurt === undefined) throw new RangeError('idealTrader: returns that do not vary')
  return { sharpe, observations: returns.length, skewness: skew, kurtosis: kurt }
}

function judge(kind: PlantedKind, seed: number): Passed {
  const edge = EDGES[kind]
  const market = generateMarket({ seed: `ideal ${seed}`, bars: BARS, edge })
  const decide = idealRule(edge, market)
  const { equity } = simulate(market.bars, DEFAULT_ENGINE, {}, 0, (index, { side }) => decide(index, side))
  const { returns } = dailyReturns(market.bars.time, equity, DEFAULT_ENGINE.initialCash)
  const days = Math.floor(RESEARCHED * returns.length)
  const [researched, sealed] = [returns.subarray(0, days), returns.subarray(days)]
  const own = estimate(researched)
  // What trials without skill amount to (metrics/luckVariance.ts).
  const luck = 1 / (days - 1)
  return {
    sharpe: own.sharpe * Math.sqrt(DAYS_PER_YEAR),
    deflated: (deflatedSharpe(own, trials, luck) ?? 0) >= DEFLATED_CONFIDENCE,
    drawdown: (monteCarlo(researched, { seed: `ideal ${seed}` })?.max_drawdown.p95 ?? 1) <= DEEPEST_DRAWDOWN,
    holdout: (probabilisticSharpe(estimate(sealed)) ?? 0) >= holdoutConfidence,
  }
}

const percent = (passed: readonly boolean[]): string =>
  `${((100 * passed.filter(Boolean).length) / passed.length).toFixed(0)} %`.padStart(9)
console.log(`${'edge'.padEnd(20)}${'Sharpe'.padStart(8)} deflated drawdown  holdout  all three`)
for (const kind of PLANTED_KINDS) {
  const all = Array.from({ length: markets }, (_, seed) => judge(kind, seed))
  const sharpe = mean(Float64Array.from(all, (one) => one.sharpe)) ?? NaN
  const columns = [
    all.map(({ deflated }) => deflated),
    all.map(({ drawdown }) => drawdown),
    all.map(({ holdout }) => holdout),
    all.map((one) => one.deflated && one.drawdown && one.holdout),
  ]
  console.log(`${kind.padEnd(20)}${sharpe.toFixed(2).padStart(8)}${columns.map(percent).join('')}`)
}
