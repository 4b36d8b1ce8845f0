// How often a strategy without skill passes the holdout that has a return on few of its days: `npx tsx bench/idleDays.ts [DRAWS]`
import { kurtosis, skewness } from '../math/moments.ts'
import { normal, seededRandom } from '../math/random.ts'
import { sharpeRatio } from '../metrics/sharpe.ts'
import { probabilisticSharpe } from '../metrics/sharpeInference.ts'
import { HOLDOUT_CONFIDENCE } from '../validation/gates/holdout.ts'

const DAYS = 365
const draws = Number(process.argv[2] ?? 20_000)

function passes(returns: Float64Array): boolean {
  const [sharpe, skew, kurt] = [sharpeRatio(returns), skewness(returns), kurtosis(returns)]
  if (sharpe === undefined || skew === undefined || kurt === undefined) return false
  const skill = probabilisticSharpe({ sharpe, observations: DAYS, skewness: skew, kurtosis: kurt })
  return (skill ?? 0) >= HOLDOUT_CONFIDENCE
}

console.log(`days with a return of ${DAYS}, and how often they pass at ${HOLDOUT_CONFIDENCE} without skill`)
for (const active of [1, 2, 3, 4, 7, 10, 20, 30, 50, DAYS]) {
  const random = seededRandom(`idle ${active}`)
  let passed = 0
  for (let i = 0; i < draws; i++) if (passes(Float64Array.from({ length: DAYS }, (_, day) => (day < active ? normal(random) : 0)))) passed++
  console.log(`${String(active).padStart(5)}${((100 * passed) / draws).toFixed(1).padStart(7)} %`)
}
