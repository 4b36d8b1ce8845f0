import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newestSplit, purgedSplits, purgeLabels, type PurgedFold, type SplitRequest } from './purgedSplits.ts'

/** Labels that look exactly `horizon` bars ahead; the last bars have none. */
const fixedEnds = (bars: number, horizon: number): Int32Array =>
  Int32Array.from({ length: bars }, (_, i) => (i + horizon < bars ? i + horizon : -1))

const request = (changes: Partial<SplitRequest> = {}): SplitRequest => ({
  labelEnd: fixedEnds(20, 2),
  firstBar: 1,
  scheme: 'rolling',
  trainBars: 10,
  predictBars: 4,
  validFraction: 0,
  horizonBars: 2,
  embargoBars: 1,
  ...changes,
})

describe('purgedSplits', () => {
  it.each([
    ['rolling', [1, 8, 11, 15, 9], [5, 12, 15, 19, 13], [9, 16, 19, 20, 17]],
    ['expanding', [1, 8, 11, 15, 9], [1, 12, 15, 19, 13], [1, 16, 19, 20, 17]],
  ] as const)('%s', (scheme, ...expected) => {
    const folds = [...purgedSplits(request({ scheme }))]
    expect(folds.map((f) => [f.trainFrom, f.trainTo, f.predictFrom, f.predictTo, f.dataUntil])).toEqual(expected)
    expect(folds.every((f) => f.validFrom === f.validTo)).toBe(true)
  })

  it('holds back the latest rows, purged from the rows before them', () => {
    // Labels of bars 1…7 end, with the embargo, before bar 11; the latest 3 are held back; rows 2 bars and an embargo before them remain.
    const [fold] = purgedSplits(request({ validFraction: 0.5 }))
    expect(fold).toEqual({ trainFrom: 1, trainTo: 2, validFrom: 5, validTo: 8, predictFrom: 11, predictTo: 15, dataUntil: 9 })
  })

  it('purges by where each label ends, not by a distance', () => {
    // Barriers are touched after one bar, except by bar 3, whose label lasts to bar 8.
    const labelEnd = fixedEnds(12, 1).with(3, 8)
    const [fold] = purgedSplits(request({ labelEnd, firstBar: 0, trainBars: 8, horizonBars: 5, embargoBars: 0 }))
    expect(fold).toMatchObject({ trainFrom: 0, trainTo: 7, dataUntil: 7, predictFrom: 8 })
    const { train } = purgeLabels(
      fold as PurgedFold,
      Float64Array.from({ length: 12 }, (_, i) => i),
      labelEnd,
      0,
    )
    expect([...train]).toEqual([0, 1, 2, NaN, 4, 5, 6])
  })

  it('gives the newest fold every label there is', () => {
    expect(newestSplit(request({ scheme: 'expanding', embargoBars: 0 }))).toMatchObject({
      trainTo: 18,
      dataUntil: 19,
      predictFrom: 20,
      predictTo: 20,
    })
  })

  it('refuses what cannot be meant', () => {
    const first = (changes: Partial<SplitRequest>): unknown => [...purgedSplits(request(changes))]
    expect(() => first({ embargoBars: -1 })).toThrow(/embargoBars is -1/)
    expect(() => first({ horizonBars: 0 })).toThrow(/horizonBars is 0/)
    expect(() => first({ predictBars: 1.5 })).toThrow(/predictBars/)
    expect(() => first({ validFraction: 1 })).toThrow(/validFraction/)
    expect(() => first({ horizonBars: 1 })).toThrow(/bar 0 ends at bar 2, not within 1 bars/)
    expect(() => first({ trainBars: 3 })).toThrow(/no row is left to learn from before bar 4/)
    expect(() => first({ labelEnd: new Int32Array(20).fill(-1) })).toThrow(/no row is left/)
  })
})

const anyRequest = fc
  .record({
    bars: fc.integer({ min: 60, max: 220 }),
    horizonBars: fc.integer({ min: 1, max: 8 }),
    embargoBars: fc.integer({ min: 0, max: 5 }),
    firstBar: fc.integer({ min: 0, max: 10 }),
    trainBars: fc.integer({ min: 45, max: 70 }),
    predictBars: fc.integer({ min: 1, max: 60 }),
    validFraction: fc.constantFrom(0, 0.1, 0.25),
    scheme: fc.constantFrom('rolling' as const, 'expanding' as const),
    lengths: fc.array(fc.integer({ min: 0, max: 7 }), { minLength: 40, maxLength: 40 }),
  })
  .map(({ bars, lengths, ...rest }): SplitRequest => {
    const ends = Array.from({ length: bars }, (_, i) => i + 1 + ((lengths[i % 40] as number) % rest.horizonBars))
    return { ...rest, labelEnd: Int32Array.from(ends, (end, i) => (end < bars && i % 17 !== 3 ? end : -1)) }
  })

describe('laws', () => {
  const forAll = (law: (request: SplitRequest) => void): void => {
    fc.assert(fc.property(anyRequest, law), { numRuns: 150 })
  }
  /** Rows that `purgeLabels` leaves in a range. */
  const kept = (labels: Float64Array, from: number): number[] => [...labels].flatMap((label, i) => (Number.isNaN(label) ? [] : [from + i]))

  it('predicts every bar from the first on exactly once', () => {
    forAll((asked) => {
      const times = new Uint8Array(asked.labelEnd.length)
      for (const { predictFrom, predictTo } of purgedSplits(asked))
        for (let bar = predictFrom; bar < predictTo; bar++) times[bar] = (times[bar] ?? 0) + 1
      expect([...times]).toEqual([...times].map((_, bar) => (bar >= asked.firstBar + asked.trainBars ? 1 : 0)))
    })
  })

  it('lets no label it learns from touch what comes later, embargo included', () => {
    forAll((asked) => {
      const { labelEnd, embargoBars, firstBar } = asked
      for (const fold of [...purgedSplits(asked), newestSplit(asked)]) {
        const { train, valid } = purgeLabels(fold, new Float64Array(labelEnd.length), labelEnd, embargoBars)
        const [fitted, held] = [kept(train, fold.trainFrom), kept(valid, fold.validFrom)]
        const ends = [...fitted, ...held].map((row) => labelEnd[row] as number)
        expect(Math.max(...ends) + embargoBars).toBeLessThan(fold.predictFrom)
        expect(fold.dataUntil).toBe(Math.max(...ends))
        expect(Math.min(...fitted)).toBeGreaterThanOrEqual(firstBar)
        for (const row of fitted) if (held.length > 0) expect((labelEnd[row] as number) + embargoBars).toBeLessThan(fold.validFrom)
      }
    })
  })

  it('gives away no row that may be learnt from', () => {
    forAll((asked) => {
      const { labelEnd, embargoBars } = asked
      for (const fold of purgedSplits({ ...asked, validFraction: 0 })) {
        const { train } = purgeLabels(fold, new Float64Array(labelEnd.length), labelEnd, embargoBars)
        const allowed = Array.from(labelEnd, (end, row) => ({ end, row }))
          .filter(({ end, row }) => row >= fold.trainFrom && row < fold.predictFrom && end >= 0 && end + embargoBars < fold.predictFrom)
          .map(({ row }) => row)
        expect(kept(train, fold.trainFrom)).toEqual(allowed)
      }
    })
  })

  it('does not depend on bars that come after the predicted ones', () => {
    forAll((asked) => {
      const [first] = purgedSplits(asked)
      if (first === undefined) return
      const cut = asked.labelEnd.slice(0, first.predictTo).map((end) => (end < first.predictTo ? end : -1))
      expect([...purgedSplits({ ...asked, labelEnd: cut })][0]).toEqual(first)
    })
  })
})
