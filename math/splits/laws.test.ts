import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { combinations, combinatorialCounts, combinatorialPurged } from './combinatorial.ts'
import { combinatorialPaths } from './combinatorialPaths.ts'
import { contiguousFolds } from './folds.ts'
import type { IndexRange } from './indexRange.ts'
import { purgedTrain, type PurgeRequest } from './purge.ts'
import { purgedKFold } from './purgedKFold.ts'
import { timeSeriesSplits } from './timeSeries.ts'
import { walkForwardSplits, type TrainTest } from './walkForward.ts'
import { walkForwardInDays, wholeDays } from './walkForwardInDays.ts'

const rows = (ranges: readonly IndexRange[]): number[] =>
  ranges.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, i) => from + i))
const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i)

/** Labels of any length up to nine rows, some rows without one. */
const anyLabels = fc.array(fc.integer({ min: -1, max: 9 }), { minLength: 12, maxLength: 90 }).map((lengths): Int32Array => {
  return Int32Array.from(lengths, (length, i) => (length < 0 ? -1 : Math.min(lengths.length - 1, i + length)))
})
const anyPurge = fc.record({
  labelEnd: anyLabels,
  embargoBars: fc.integer({ min: 0, max: 6 }),
  touching: fc.constantFrom('inclusive' as const, 'half_open' as const),
})

/** Written from the definition, row by row against row. */
function mayTrain({ labelEnd, embargoBars, touching }: PurgeRequest, row: number, test: IndexRange): boolean {
  const last = Math.max(test.to - 1, ...rows([test]).map((tested) => labelEnd[tested] as number))
  const end = labelEnd[row] as number
  if (end < 0 || (row >= test.from && row < test.to)) return false
  if (touching === 'half_open') return end <= test.from || row >= last + embargoBars
  return Math.max(row, test.from) > Math.min(end, last + embargoBars)
}

describe('purged splits', () => {
  it('test each row once and train on exactly what the definition allows', () => {
    fc.assert(
      fc.property(
        anyPurge,
        fc.integer({ min: 2, max: 6 }),
        fc.constantFrom('first' as const, 'last' as const),
        (purge, folds, remainder) => {
          const splits = [...purgedKFold({ ...purge, folds, remainder })]
          expect(rows(splits.map(({ test }) => test))).toEqual(upTo(purge.labelEnd.length))
          for (const { test, train } of splits) {
            expect(rows(train)).toEqual(upTo(purge.labelEnd.length).filter((row) => mayTrain(purge, row, test)))
          }
        },
      ),
      { numRuns: 150 },
    )
  })

  it('let no label of a training row overlap the label of a test row', () => {
    fc.assert(
      fc.property(anyPurge, ({ labelEnd, embargoBars }) => {
        for (const { tests, train } of combinatorialPurged({ labelEnd, embargoBars, touching: 'inclusive', groups: 5, testGroups: 2 })) {
          const tested = rows(tests).map((row) => [row, Math.max(row, labelEnd[row] as number)] as const)
          for (const row of rows(train)) {
            const end = labelEnd[row] as number
            expect(tested.every(([from, to]) => end < from || row > to)).toBe(true)
            // Behind a test group the embargo as well.
            for (const { to } of tests) expect(row >= to && row < to + embargoBars).toBe(false)
          }
        }
      }),
      { numRuns: 60 },
    )
  })

  it('are ranges that ascend and do not touch', () => {
    fc.assert(
      fc.property(anyPurge, (purge) => {
        const train = purgedTrain(purge, contiguousFolds(purge.labelEnd.length, 4).slice(1, 3))
        train.forEach(({ from, to }, i) => {
          expect(from).toBeLessThan(to)
          if (i > 0) expect(from).toBeGreaterThan((train[i - 1] as IndexRange).to)
        })
      }),
    )
  })

  it('train on less with a longer embargo, and never on more than half-open purging allows', () => {
    fc.assert(
      fc.property(anyPurge, fc.integer({ min: 1, max: 5 }), (purge, more) => {
        const tests = contiguousFolds(purge.labelEnd.length, 3).slice(1, 2)
        const trained = new Set(rows(purgedTrain(purge, tests)))
        for (const row of rows(purgedTrain({ ...purge, embargoBars: purge.embargoBars + more }, tests))) expect(trained.has(row)).toBe(true)
        const open = new Set(rows(purgedTrain({ ...purge, touching: 'half_open' }, tests)))
        for (const row of rows(purgedTrain({ ...purge, touching: 'inclusive' }, tests))) expect(open.has(row)).toBe(true)
      }),
    )
  })

  it('change nothing that they are given', () => {
    const labelEnd = Int32Array.from([3, 3, 4, 5, 5, 5])
    Array.from(purgedKFold({ labelEnd, folds: 2, embargoBars: 1, touching: 'inclusive' }))
    expect([...labelEnd]).toEqual([3, 3, 4, 5, 5, 5])
  })
})

const sizes = fc.integer({ min: 2, max: 9 }).chain((groups) => fc.tuple(fc.constant(groups), fc.integer({ min: 1, max: groups - 1 })))

describe('combinatorial splits', () => {
  it('are all choices, once each, and the paths go through every group once and use every tested group once', () => {
    fc.assert(
      fc.property(sizes, ([groups, testGroups]) => {
        const chosen = [...combinations(groups, testGroups)]
        const paths = combinatorialPaths(groups, testGroups)
        expect(combinatorialCounts(groups, testGroups)).toEqual({ splits: chosen.length, paths: paths.length })
        expect(new Set(chosen.map(String)).size).toBe(chosen.length)
        for (const path of paths) {
          expect(path.map(({ group }) => group)).toEqual(upTo(groups))
          for (const { group, split } of path) expect(chosen[split]).toContain(group)
        }
        expect(new Set(paths.flat().map(({ group, split }) => `${group} ${split}`)).size).toBe(chosen.length * testGroups)
      }),
      { numRuns: 60 },
    )
  })

  it('test every row as often as there are paths', () => {
    const labelEnd = Int32Array.from({ length: 23 }, (_, i) => Math.min(22, i + 2))
    const times = new Array<number>(23).fill(0)
    for (const { tests } of combinatorialPurged({ labelEnd, groups: 6, testGroups: 3, embargoBars: 1, touching: 'inclusive' })) {
      for (const row of rows(tests)) times[row] = (times[row] as number) + 1
    }
    expect(times).toEqual(new Array<number>(23).fill(combinatorialCounts(6, 3).paths))
  })
})

describe('walk-forward', () => {
  const anyWalk = fc.record({
    count: fc.integer({ min: 1, max: 200 }),
    train: fc.integer({ min: 1, max: 50 }),
    test: fc.integer({ min: 1, max: 30 }),
    step: fc.integer({ min: 1, max: 30 }),
    purge: fc.integer({ min: 0, max: 9 }),
    scheme: fc.constantFrom('rolling' as const, 'expanding' as const),
    keepShort: fc.boolean(),
  })

  it('trains before it tests, with the gap between, in ranges of the lengths asked for', () => {
    fc.assert(
      fc.property(anyWalk, (asked) => {
        const splits = [...walkForwardSplits(asked)]
        splits.forEach(({ train, test }, i) => {
          expect(test.from).toBe(asked.train + asked.purge + i * asked.step)
          expect(train.to).toBe(test.from - asked.purge)
          expect(train.from).toBe(asked.scheme === 'rolling' ? train.to - asked.train : 0)
          expect(test.to).toBeLessThanOrEqual(asked.count)
          expect(test.to - test.from === asked.test || (asked.keepShort && i === splits.length - 1)).toBe(true)
        })
      }),
    )
  })

  it('with steps of the test length tests every observation behind the first training range once', () => {
    fc.assert(
      fc.property(anyWalk, (asked) => {
        const splits = [...walkForwardSplits({ ...asked, step: asked.test, keepShort: true })]
        expect(rows(splits.map(({ test }) => test))).toEqual(upTo(asked.count).slice(asked.train + asked.purge))
      }),
    )
  })

  it('with shorter steps ends where the observations end, and no test range lies within another', () => {
    fc.assert(
      fc.property(anyWalk, (asked) => {
        const splits = [...walkForwardSplits({ ...asked, step: Math.min(asked.step, asked.test), keepShort: true })]
        splits.forEach(({ test }, i) => {
          expect(test.to).toBeGreaterThan(splits[i - 1]?.test.to ?? 0)
        })
        if (asked.count > asked.train + asked.purge) expect(splits.at(-1)?.test.to).toBe(asked.count)
      }),
    )
  })
})

describe('walk-forward in days', () => {
  const DAY = 86_400_000
  const START = Date.UTC(2024, 1, 27)
  const asked = { scheme: 'rolling', train: 3, test: 2, step: 1, purge: 0, keepShort: true } as const
  const days = (time: Float64Array, { train, test }: TrainTest): string[] =>
    [train.from, train.to - 1, test.from, test.to - 1].map((bar) => new Date(time[bar] as number).toISOString().slice(5, 13))

  it('cuts at midnight UTC, from the first whole day on', () => {
    const time = Float64Array.from({ length: 12 * 6 }, (_, i) => START + (i + 3) * 4 * 3_600_000)
    expect(wholeDays(time)).toEqual({ firstDay: START / DAY + 1, count: 12 })
    const [first, second] = [...walkForwardInDays(time, asked)]
    expect(days(time, first as TrainTest)).toEqual(['02-28T00', '03-01T20', '03-02T00', '03-03T20'])
    expect(days(time, second as TrainTest)).toEqual(['02-29T00', '03-02T20', '03-03T00', '03-04T20'])
  })

  it('keeps its dates where days lack bars', () => {
    const whole = Float64Array.from({ length: 12 * 24 }, (_, i) => START + i * 3_600_000)
    const torn = whole.filter((moment) => moment < START + 4 * DAY || moment >= START + 5.5 * DAY)
    const shifted = [...walkForwardInDays(torn, asked)]
    expect(shifted).toHaveLength([...walkForwardInDays(whole, asked)].length)
    // The test days are 1 and 2 March: of the first 12 hours of nothing, of the second the afternoon.
    expect(shifted[1]?.test).toEqual({ from: 4 * 24, to: 4 * 24 + 12 })
  })

  it('of no bars is nothing', () => {
    expect([...walkForwardInDays(new Float64Array(), asked)]).toEqual([])
    expect([...walkForwardInDays(Float64Array.of(START), asked)]).toEqual([])
  })
})

describe('time series', () => {
  it('tests the last rows once each, with the gap before them and as much to learn from as is allowed', () => {
    const shape = fc.record({
      splits: fc.integer({ min: 1, max: 5 }),
      gap: fc.integer({ min: 0, max: 3 }),
      count: fc.integer({ min: 30, max: 80 }),
    })
    fc.assert(
      fc.property(shape, fc.integer({ min: 1, max: 20 }), (asked, mostTrain) => {
        const splits = [...timeSeriesSplits({ ...asked, test: 4, mostTrain })]
        expect(rows(splits.map(({ test }) => test))).toEqual(upTo(asked.count).slice(-4 * asked.splits))
        for (const { train, test } of splits) {
          expect(test.from - train.to).toBe(asked.gap)
          expect(train.to - train.from).toBe(Math.min(mostTrain, train.to))
        }
      }),
    )
  })
})

describe('what cannot be meant', () => {
  const labelEnd = Int32Array.from([1, 2, 3, 3])
  const purge = { labelEnd, embargoBars: 0, touching: 'inclusive' } as const
  const walk = { count: 9, scheme: 'rolling', train: 2, test: 2, step: 1, purge: 0, keepShort: true } as const
  it.each([
    ['more folds than rows', () => [...purgedKFold({ ...purge, folds: 5 })], /count is 4, not a whole number from 5/],
    ['a negative embargo', () => [...purgedKFold({ ...purge, folds: 2, embargoBars: -1 })], /embargoBars is -1/],
    ['a label that ends before its row', () => purgedTrain({ ...purge, labelEnd: Int32Array.of(0, 0, 3, 3) }, []), /row 1 ends at row 0/],
    ['a label behind the last row', () => purgedTrain({ ...purge, labelEnd: Int32Array.of(0, 4, 3, 3) }, []), /row 1 ends at row 4/],
    [
      'every group tested',
      () => [...combinatorialPurged({ ...purge, groups: 2, testGroups: 2 })],
      /groups is 2, not a whole number from 3/,
    ],
    ['no group tested', () => combinatorialCounts(4, 0), /testGroups is 0/],
    ['no step', () => [...walkForwardSplits({ ...walk, step: 0 })], /step is 0/],
    ['a purge of half a bar', () => [...walkForwardSplits({ ...walk, purge: 0.5 })], /purge is 0.5/],
    [
      'nothing to learn from',
      () => [...timeSeriesSplits({ count: 6, splits: 3, gap: 0, test: 2 })],
      /count is 6, not a whole number from 7/,
    ],
    ['no training rows', () => [...timeSeriesSplits({ count: 9, splits: 3, gap: 0, test: 2, mostTrain: 0 })], /mostTrain is 0/],
  ])('%s', (_what, cut, message) => {
    expect(cut).toThrow(RangeError)
    expect(cut).toThrow(message)
  })
})
