import { performance } from 'node:perf_hooks'
import { pathToFileURL } from 'node:url'
import type { Bars } from '../domain/bars.ts'
import type { FeaturePlan } from '../domain/ml.ts'
import { FEATURE_GROUPS, expandPlan } from '../features/catalogue.ts'
import { computeFeatures } from '../features/compute.ts'
import { computeTarget } from '../features/targets/computeTarget.ts'
import { computeIndicator } from '../indicators/compute.ts'
import { generatedBars } from '../indicators/contract/generatedBars.ts'

const BARS = 50_000
const ROUNDS = 7

/** One measured piece of work. */
export interface FeatureTiming {
  readonly name: string
  readonly columns: number
  readonly firstMs: number
  readonly medianMs: number
}

function measure(name: string, columns: number, run: () => unknown): FeatureTiming {
  const times = Array.from({ length: ROUNDS }, () => {
    const started = performance.now()
    run()
    return performance.now() - started
  })
  const firstMs = times[0] as number
  return { name, columns, firstMs, medianMs: times.sort((a, b) => a - b)[ROUNDS >> 1] as number }
}

function featureRun(plan: FeaturePlan, bars: Bars, others: readonly Bars[]): () => unknown {
  const universe = others.map((member, k) => ({ symbol: `S${k}`, bars: member }))
  const indicator = (name: string, params: Record<string, number>): Record<string, Float64Array> => computeIndicator(bars, name, params)
  return () => computeFeatures(plan, { bars, timeframe: '1m', indicator, universe })
}

/** The first, cold run and the median of seven, over seeded bars; the first line is the one that the roadmap's budget of 1,500 ms is for. */
export function benchFeatures(barCount = BARS): FeatureTiming[] {
  const bars = generatedBars(barCount, 1)
  const others = Array.from({ length: 9 }, (_, k) => generatedBars(barCount, k + 2))
  const plans: [string, FeaturePlan][] = [
    ['150 features, one symbol', expandPlan({ limit: 150 })],
    ['150 features, ten symbols', expandPlan({ limit: 150, universe: true })],
    ['all of one symbol', expandPlan()],
    ['all, ten symbols', expandPlan({ universe: true })],
    ...FEATURE_GROUPS.map((group): [string, FeaturePlan] => [group, expandPlan({ groups: [group] })]),
  ]
  const features = plans.map(([name, plan]) => measure(name, plan.features.length, featureRun(plan, bars, others)))
  const barrier = { takeProfit: 0.02, stopLoss: 0.02 }
  return [
    ...features,
    measure('target direction, 24 bars', 1, () => computeTarget(bars, { name: 'direction', horizonBars: 24 })),
    measure('target triple barrier, 24 bars', 1, () => computeTarget(bars, { name: 'direction', horizonBars: 24, barrier })),
    measure('target volatility, 24 bars', 1, () => computeTarget(bars, { name: 'volatility', horizonBars: 24 })),
    measure('target regime, 24 bars', 1, () => computeTarget(bars, { name: 'regime', horizonBars: 24 })),
  ]
}

/** Lines for a person. */
export function featureTable(rows: readonly FeatureTiming[]): string {
  const line = (name: string, columns: string, first: string, median: string): string =>
    `${name.padEnd(34)}${columns.padStart(8)}${first.padStart(10)}${median.padStart(11)}`
  return [
    line('', 'columns', 'first ms', 'median ms'),
    ...rows.map(({ name, columns, firstMs, medianMs }) => line(name, String(columns), firstMs.toFixed(1), medianMs.toFixed(1))),
  ].join('\n')
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.log(featureTable(benchFeatures()))
