import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { combinatorialCounts, combinatorialPurged } from './combinatorial.ts'
import { combinatorialPaths, pathIds } from './combinatorialPaths.ts'
import { contiguousFolds } from './folds.ts'
import type { IndexRange } from './indexRange.ts'
import type { Touching } from './purge.ts'
import { purgedKFold } from './purgedKFold.ts'
import { timeSeriesSplits } from './timeSeries.ts'
import { averageUniqueness, concurrency, drawProbabilities } from './uniqueness.ts'
import { walkForwardSplits } from './walkForward.ts'

const file = fileURLToPath(new URL('../../../shared/reference-values/04-cv-splits.json', import.meta.url))

interface Case<Inputs = never> {
  name: string
  function: string
  inputs: Inputs
  expected: unknown
}

const cases = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { cases: Case[] }).cases : []

const indices = ({ from, to }: IndexRange): number[] => Array.from({ length: to - from }, (_, i) => from + i)
const all = (ranges: readonly IndexRange[]): number[] => ranges.flatMap(indices)
const trainTest = ({ train, test }: { train: IndexRange; test: IndexRange }): unknown => ({ train: indices(train), test: indices(test) })

interface Folded {
  n: number
  label_end: number[]
  embargo_bars: number
  convention: Touching
  k: number
  n_groups: number
  n_test_groups: number
  folds: 'balanced' | 'remainder_last'
}

/** A purge by size is a purge by labels that all look so many rows ahead. */
const labelsAhead = (count: number, ahead: number): Int32Array =>
  Int32Array.from({ length: count }, (_, i) => Math.min(count - 1, i + ahead))

/** What is claimed, by the function's name in the reference: our answer in the layout of `expected`. */
const CLAIMED: Record<string, (inputs: never) => unknown> = {
  purged_kfold: ({ label_end, k, embargo_bars, convention }: Folded) => ({
    folds: [...purgedKFold({ labelEnd: Int32Array.from(label_end), folds: k, embargoBars: embargo_bars, touching: convention })].map(
      ({ test, train }) => ({ test: indices(test), train: all(train) }),
    ),
  }),
  fold_boundaries: ({ n, k }: Folded) => ({
    balanced: contiguousFolds(n, k).map(indices),
    remainder_last: contiguousFolds(n, k, 'last').map(indices),
  }),
  cpcv: ({ n, n_groups, n_test_groups, purged_size, embargo_size }: Folded & { purged_size: number; embargo_size: number }) => {
    const splits = [
      ...combinatorialPurged({
        labelEnd: labelsAhead(n, purged_size),
        groups: n_groups,
        testGroups: n_test_groups,
        embargoBars: embargo_size,
        touching: 'inclusive',
        remainder: 'last',
      }),
    ]
    return {
      n_splits: splits.length,
      n_paths: combinatorialPaths(n_groups, n_test_groups).length,
      splits: splits.map(({ testGroups, tests, train }) => ({ test_groups: testGroups, test: tests.map(indices), train: all(train) })),
      path_ids: pathIds(n_groups, n_test_groups),
    }
  },
  cpcv_counts: ({ pairs }: { pairs: [number, number][] }) => {
    const counts = pairs.map(([groups, tested]) => combinatorialCounts(groups, tested))
    return { splits: counts.map(({ splits }) => splits), paths: counts.map(({ paths }) => paths) }
  },
  cpcv_label_spans: ({ label_end, n_groups, n_test_groups, embargo_bars, convention }: Folded) => ({
    splits: [
      ...combinatorialPurged({
        labelEnd: Int32Array.from(label_end),
        groups: n_groups,
        testGroups: n_test_groups,
        embargoBars: embargo_bars,
        touching: convention,
      }),
    ].map(({ testGroups, train }) => ({ test_groups: testGroups, train: all(train) })),
  }),
  walk_forward: (inputs: {
    n: number
    train_size: number
    test_size: number
    purged_size: number
    reduce_test: boolean
    expand_train: boolean
  }) => ({
    splits: [
      ...walkForwardSplits({
        count: inputs.n,
        scheme: inputs.expand_train ? 'expanding' : 'rolling',
        train: inputs.train_size,
        test: inputs.test_size,
        step: inputs.test_size,
        purge: inputs.purged_size,
        keepShort: inputs.reduce_test,
      }),
    ].map(trainTest),
  }),
  time_series_split: (inputs: { n: number; n_splits: number; gap: number; max_train_size: number | null; test_size: number | null }) => ({
    splits: [
      ...timeSeriesSplits({
        count: inputs.n,
        splits: inputs.n_splits,
        gap: inputs.gap,
        test: inputs.test_size ?? undefined,
        mostTrain: inputs.max_train_size ?? undefined,
      }),
    ].map(trainTest),
  }),
}

describe.skipIf(cases.length === 0)('reference values (needs ../shared/reference-values)', () => {
  it.each(cases.filter(({ function: name }) => name in CLAIMED))('$name', ({ function: name, inputs, expected }) => {
    expect(CLAIMED[name]?.(inputs)).toEqual(expected)
  })

  it('sequential bootstrap: the example of AFML, ch. 4', () => {
    const found = cases.find(({ function: name }) => name === 'sequential_bootstrap') as unknown as Case<{
      indicator_matrix: number[][]
      drawn: number[]
    }>
    const { indicator_matrix: matrix, drawn } = found.inputs
    const labels = (matrix[0] ?? []).map((_, label) => {
      const alive = matrix.map((row) => row[label])
      return { from: alive.indexOf(1), to: alive.lastIndexOf(1) + 1 }
    })
    const expected = found.expected as Record<'concurrency' | 'average_uniqueness' | 'draw_probabilities', number[]>
    const alive = concurrency(labels, matrix.length)
    expect([...alive]).toEqual(expected.concurrency)
    const close = (got: Float64Array, wanted: number[]): void => got.forEach((one, i) => expect(one).toBeCloseTo(wanted[i] as number, 12))
    close(averageUniqueness(labels, alive), expected.average_uniqueness)
    close(drawProbabilities(labels, drawn, matrix.length), expected.draw_probabilities)
  })

  it('leaves no case out', () => {
    const claimed = cases.filter(({ function: name }) => name in CLAIMED || name === 'sequential_bootstrap')
    expect(claimed).toHaveLength(cases.length)
    expect(cases.length).toBeGreaterThanOrEqual(25)
  })
})
