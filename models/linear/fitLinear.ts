import { setImmediate as turn } from 'node:timers/promises'
import { choleskyInPlace, choleskySolve } from './cholesky.ts'

/** Steps after which a logistic fit is close enough, converged or not. */
const MOST_STEPS = 200
const TOLERANCE = 1e-8

export interface LinearFit {
  readonly intercept: number
  /** One per column. */
  readonly weights: Float64Array
}

export interface LinearProblem {
  /** Standardised, without gaps. */
  readonly columns: readonly Float64Array[]
  readonly labels: Float64Array
  /** Share of each row; they add up to 1. */
  readonly shares: Float64Array
  /** Penalty on the squared weights, per unit of mean loss; the intercept has none. */
  readonly l2: number
  readonly logistic: boolean
}

/**
 * Minimises mean loss + l2/2·|w|² for ridge regression (½ squared error: one step) and logistic regression. The latter goes by
 * majorisation (Böhning & Lindsay 1988): its Hessian is at most a quarter of the Gram matrix, so one factorisation
 * serves every step, no step can overshoot, and nothing has to be tuned. The event loop turns between columns.
 */
export async function fitLinear(problem: LinearProblem): Promise<LinearFit> {
  const { columns, labels, shares, l2, logistic } = problem
  const n = columns.length + 1
  const all = [new Float64Array(labels.length).fill(1), ...columns]
  const factor = await curvature(all, shares, l2, logistic ? 0.25 : 1)
  const solution = new Float64Array(n)
  const scores = new Float64Array(labels.length)
  for (let step = 0; step < (logistic ? MOST_STEPS : 1); step++) {
    const gradient = downhill(all, labels, shares, l2, solution, scores, logistic)
    const change = choleskySolve(factor, n, gradient)
    for (let j = 0; j < n; j++) addScaled(all[j] as Float64Array, change[j] as number, scores)
    let largest = 0
    change.forEach((delta, j) => {
      solution[j] = (solution[j] as number) + delta
      largest = Math.max(largest, Math.abs(delta))
    })
    if (largest < TOLERANCE) break
    await turn()
  }
  return { intercept: solution[0] as number, weights: solution.slice(1) }
}

/** Cholesky factor of `bound` · XᵀSX + penalty: an upper bound of the loss's curvature. */
async function curvature(all: readonly Float64Array[], shares: Float64Array, l2: number, bound: number): Promise<Float64Array> {
  const n = all.length
  const gram = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    const scaled = (all[i] as Float64Array).map((value, row) => value * (shares[row] as number) * bound)
    for (let j = 0; j <= i; j++) gram[i * n + j] = dot(scaled, all[j] as Float64Array)
    // A trace on every diagonal keeps collinear columns solvable.
    gram[i * n + i] = (gram[i * n + i] as number) * (1 + 1e-12) + (i === 0 ? 0 : l2)
    await turn()
  }
  if (!choleskyInPlace(gram, n)) throw new RangeError('fitLinear: the penalty is too small for columns that repeat each other.')
  return gram
}

/** The negative gradient of the penalised loss. */
function downhill(
  all: readonly Float64Array[],
  labels: Float64Array,
  shares: Float64Array,
  l2: number,
  solution: Float64Array,
  scores: Float64Array,
  logistic: boolean,
): Float64Array {
  const residuals = labels.map((label, row) => {
    const score = scores[row] as number
    return (label - (logistic ? sigmoid(score) : score)) * (shares[row] as number)
  })
  return Float64Array.from(all, (column, j) => dot(column, residuals) - (j === 0 ? 0 : l2 * (solution[j] as number)))
}

export function sigmoid(score: number): number {
  return 1 / (1 + Math.exp(-score))
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number)
  return sum
}

function addScaled(from: Float64Array, by: number, to: Float64Array): void {
  for (let i = 0; i < to.length; i++) to[i] = (to[i] as number) + by * (from[i] as number)
}
