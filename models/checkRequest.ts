import { BadDataError, UsageError } from '../domain/errors.ts'
import type { FitRequest, LabelledRows, Matrix } from './family.ts'

/** Fewer labelled rows than this are no sample. */
const LEAST_ROWS = 10

/** Rows that have a label, in order. */
export function labelledRows(y: Float64Array): Int32Array {
  const rows = new Int32Array(y.length)
  let count = 0
  for (let i = 0; i < y.length; i++) if (!Number.isNaN(y[i])) rows[count++] = i
  return rows.subarray(0, count)
}

/** Names of the columns that hold one value only, or none, in the rows: nothing can be learnt from them. */
export function constantColumns(x: Matrix, rows?: Int32Array): string[] {
  return x.names.filter((_, j) => isConstant(x.columns[j] as Float64Array, rows))
}

function isConstant(column: Float64Array, rows: Int32Array | undefined): boolean {
  let first = NaN
  const length = rows?.length ?? column.length
  for (let k = 0; k < length; k++) {
    const value = column[rows === undefined ? k : (rows[k] as number)] as number
    if (Number.isNaN(first)) first = value
    else if (value !== first && !Number.isNaN(value)) return false
  }
  return true
}

/** @throws BadDataError for columns of other lengths than they say, and for infinite values. */
function checkMatrix(x: Matrix): void {
  if (x.columns.length !== x.names.length) {
    throw new BadDataError(`A matrix has ${x.columns.length} columns and ${x.names.length} names.`)
  }
  x.columns.forEach((column, j) => {
    const name = x.names[j] as string
    if (column.length !== x.rows) throw new BadDataError(`Feature ${name} has ${column.length} values for ${x.rows} rows.`, { name })
    if (isInfinite(column)) throw new BadDataError(`Feature ${name} is infinite somewhere; what does not exist has to be NaN.`, { name })
  })
}

function isInfinite(column: Float64Array): boolean {
  for (let i = 0; i < column.length; i++) if (Math.abs(column[i] as number) === Infinity) return true
  return false
}

/** @throws BadDataError where a matrix hasn't the columns that a model was fitted on, in their order. */
export function checkColumns(x: Matrix, featureNames: readonly string[]): void {
  checkMatrix(x)
  const at = featureNames.findIndex((name, j) => x.names[j] !== name)
  if (at === -1 && x.names.length === featureNames.length) return
  const [wanted, got] = at === -1 ? ['no more', x.names[featureNames.length]] : [featureNames[at], x.names[at] ?? 'none']
  throw new BadDataError(
    `The model reads ${featureNames.length} features in its own order and got ${x.names.length}: where it has ${wanted ?? ''}, there is ${got ?? ''}.`,
    { expected: featureNames, got: x.names },
  )
}

function checkLabels({ x, y }: LabelledRows, rows: Int32Array, what: string, classes: boolean): void {
  if (y.length !== x.rows) throw new BadDataError(`The ${what} rows have ${y.length} labels for ${x.rows} rows.`)
  for (const row of rows) {
    const label = y[row] as number
    if (classes ? label === 0 || label === 1 : Number.isFinite(label)) continue
    throw new BadDataError(`A ${what} label is ${label}; ${classes ? 'a class is 0 or 1' : 'a value has to be finite'}.`, { row, label })
  }
}

function checkWeights(weights: Float64Array, rows: number): void {
  if (weights.length !== rows) throw new BadDataError(`There are ${weights.length} weights for ${rows} rows.`)
  if (weights.some((weight) => !(weight >= 0 && weight < Infinity))) throw new BadDataError('A weight is negative or not a number.')
}

function checkVariety({ task, train: { x, y } }: FitRequest, rows: Int32Array): void {
  const first = y[rows[0] as number]
  if (rows.every((row) => y[row] === first)) {
    const what = task === 'classification' ? `only class ${String(first)}` : `only the value ${String(first)}`
    throw new BadDataError(`The training labels hold ${what}: there is nothing to tell apart; take a longer window or another target.`)
  }
  const constant = constantColumns(x, rows)
  if (constant.length === 0) return
  const some = constant.slice(0, 5).join(', ') + (constant.length > 5 ? ` and ${constant.length - 5} more` : '')
  throw new BadDataError(`Nothing can be learnt from features that never change in the training rows: leave out ${some}.`, { constant })
}

/** Rows to fit and to watch: those that have a label. @throws BadDataError or UsageError where the request can't be met. */
export function checkRequest(request: FitRequest): { train: Int32Array; valid: Int32Array | undefined } {
  const { task, train, valid, seed } = request
  if (!Number.isSafeInteger(seed) || seed < 0) throw new UsageError(`A seed is a whole number of at least 0, not ${seed}.`)
  checkMatrix(train.x)
  if (train.x.names.length === 0) throw new BadDataError('There are no features to learn from.')
  if (new Set(train.x.names).size !== train.x.names.length) throw new BadDataError('Two features have the same name.')
  const rows = labelledRows(train.y)
  checkLabels(train, rows, 'training', task === 'classification')
  if (rows.length < LEAST_ROWS)
    throw new BadDataError(`There are ${rows.length} labelled training rows; a model needs ${LEAST_ROWS} at least.`)
  if (train.weights !== undefined) checkWeights(train.weights, train.x.rows)
  checkVariety(request, rows)
  if (valid === undefined) return { train: rows, valid: undefined }
  checkColumns(valid.x, train.x.names)
  const watched = labelledRows(valid.y)
  checkLabels(valid, watched, 'validation', task === 'classification')
  if (watched.length === 0) throw new BadDataError('The validation slice has no labelled row; leave it out or make it longer.')
  return { train: rows, valid: watched }
}
