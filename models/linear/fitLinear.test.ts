import { expect, it } from 'vitest'
import { normal, seededRandom } from '../../math/random.ts'
import { choleskyInPlace, choleskySolve } from './cholesky.ts'
import { fitLinear, sigmoid } from './fitLinear.ts'

const ROWS = 200
const random = seededRandom(1)
const draw = (): Float64Array => Float64Array.from({ length: ROWS }, () => normal(random))
const shares = new Float64Array(ROWS).fill(1 / ROWS)

it('solves a system by hand', () => {
  // [[4, 2], [2, 5]] · [1, 2] = [8, 12]; its factor is [[2, 0], [1, 2]].
  const a = Float64Array.of(4, 2, 2, 5)
  expect(choleskyInPlace(a, 2)).toBe(true)
  expect([a[0], a[2], a[3]]).toEqual([2, 1, 2])
  expect([...choleskySolve(a, 2, Float64Array.of(8, 12))]).toEqual([1, 2])
  expect(choleskyInPlace(Float64Array.of(1, 2, 2, 1), 2)).toBe(false)
})

it('finds the line exactly where there is no noise and next to no penalty', async () => {
  const [a, b] = [draw(), draw()]
  const labels = a.map((value, i) => 3 + 2 * value - 0.5 * (b[i] as number))
  const { intercept, weights } = await fitLinear({ columns: [a, b], labels, shares, l2: 1e-12, logistic: false })
  expect(intercept).toBeCloseTo(3, 8)
  expect(weights[0]).toBeCloseTo(2, 8)
  expect(weights[1]).toBeCloseTo(-0.5, 8)
})

it('shrinks a single standardised weight by 1 / (1 + l2), the intercept by nothing', async () => {
  const raw = draw()
  const mean = raw.reduce((sum, value) => sum + value, 0) / ROWS
  const deviation = Math.sqrt(raw.reduce((sum, value) => sum + (value - mean) ** 2, 0) / ROWS)
  const column = raw.map((value) => (value - mean) / deviation)
  const labels = column.map((value) => 7 + 2 * value)
  const { intercept, weights } = await fitLinear({ columns: [column], labels, shares, l2: 3, logistic: false })
  expect(intercept).toBeCloseTo(7, 9)
  expect(weights[0]).toBeCloseTo(0.5, 9)
})

it.each([0.01, 1])('ends where the gradient of the logistic loss is 0 (l2 = %d)', async (l2) => {
  const columns = [draw(), draw(), draw()]
  const labels = Float64Array.from({ length: ROWS }, (_, i) => (2 * (columns[0]?.[i] as number) + normal(random) > 1 ? 1 : 0))
  const { intercept, weights } = await fitLinear({ columns, labels, shares, l2, logistic: true })
  const residuals = labels.map(
    (label, i) => label - sigmoid(columns.reduce((sum, column, j) => sum + (weights[j] as number) * (column[i] as number), intercept)),
  )
  const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / ROWS
  expect(mean(residuals)).toBeCloseTo(0, 7)
  columns.forEach((column, j) =>
    expect(mean(residuals.map((value, i) => value * (column[i] as number)))).toBeCloseTo(l2 * (weights[j] as number), 7),
  )
})

it('shares a weight between columns that repeat each other', async () => {
  const column = draw()
  const { weights } = await fitLinear({
    columns: [column, column],
    labels: column.map((value) => 2 * value),
    shares,
    l2: 1e-6,
    logistic: false,
  })
  expect(weights[0]).toBeCloseTo(1, 4)
  expect(weights[1]).toBeCloseTo(1, 4)
})
