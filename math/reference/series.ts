import type { Random } from '../random.ts'
import { minstd } from './minstd.ts'

/** How a reference file describes a generated series or matrix (its README gives the rules). */
export interface GeneratorRule {
  readonly rule: string
  readonly seed: number
  readonly n?: number
  readonly rows?: number
  readonly cols?: number
  readonly loc?: number | readonly number[]
  readonly scale?: number | readonly number[]
  readonly a?: number
  readonly b?: number
  readonly phi?: number
  readonly omega?: number
  readonly alpha?: number | readonly number[]
  readonly beta?: number
  readonly loadings?: readonly (readonly number[])[]
  readonly factor_loc?: readonly number[]
  readonly factor_scale?: readonly number[]
  readonly resid_scale?: readonly number[]
}

/** Sum of twelve uniforms less 6: mean 0, variance 1, near normal, and exact in every language. */
function nearNormal(random: Random): number {
  let sum = 0
  for (let i = 0; i < 12; i++) sum += random()
  return sum - 6
}

/** Near-normal numbers bent by `a` (skew) and `b` (fat tails). */
function shocks({ seed, a = 0, b = 0 }: GeneratorRule): () => number {
  const random = minstd(seed)
  return () => {
    const z = nearNormal(random)
    return z + a * (z * z - 1) + b * (z * z * z)
  }
}

const entry = (value: number | readonly number[] | undefined, i: number): number =>
  typeof value === 'number' ? value : (value?.[i] as number)

/** The series of an `ih12`, `ar1` or `garch` rule. */
export function generatedSeries(rule: GeneratorRule): Float64Array {
  const shock = shocks(rule)
  const loc = rule.loc as number
  const scale = rule.scale as number
  const { phi = 0, omega = 0, beta = 0 } = rule
  const alpha = (rule.alpha ?? 0) as number
  let [before, variance] = [0, omega / (1 - alpha - beta)]
  const next: Record<string, () => number> = {
    ih12: () => scale * shock(),
    ar1: () => (before = phi * before + scale * shock()),
    garch: () => {
      const value = Math.sqrt(variance) * shock()
      variance = omega + alpha * value * value + beta * variance
      return value
    },
  }
  return Float64Array.from({ length: rule.n ?? 0 }, () => loc + (next[rule.rule] as () => number)())
}

/** Columns of an `ih12_matrix` rule: one stream, row by row. */
export function generatedColumns(rule: GeneratorRule): Float64Array[] {
  const shock = shocks(rule)
  const columns = Array.from({ length: rule.cols ?? 0 }, () => new Float64Array(rule.rows ?? 0))
  for (let row = 0; row < (rule.rows ?? 0); row++) {
    columns.forEach((column, i) => (column[row] = entry(rule.loc, i) + entry(rule.scale, i) * shock()))
  }
  return columns
}

/** Columns of a `factor_matrix` rule: the factors, and the returns of assets that load on them. */
export function factorColumns(rule: GeneratorRule): { factors: Float64Array[]; returns: Float64Array[] } {
  const random = minstd(rule.seed)
  const { rows = 0, loadings = [], factor_loc = [], factor_scale = [], resid_scale = [] } = rule
  const factors = factor_loc.map(() => new Float64Array(rows))
  const returns = loadings.map(() => new Float64Array(rows))
  for (let row = 0; row < rows; row++) {
    factors.forEach((column, k) => (column[row] = (factor_loc[k] as number) + (factor_scale[k] as number) * nearNormal(random)))
    returns.forEach((column, i) => {
      let value = entry(rule.alpha, i)
      loadings[i]?.forEach((loading, k) => (value += loading * (factors[k]?.[row] as number)))
      column[row] = value + (resid_scale[i] as number) * nearNormal(random)
    })
  }
  return { factors, returns }
}
