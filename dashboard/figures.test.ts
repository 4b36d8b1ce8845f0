import { describe, expect, it } from 'vitest'
import { curvesOf } from './curves.ts'
import { fakeRecord } from './fixture/strategyRecord.ts'
import { bestByLuck, sharpeError } from './luck.ts'
import { monthlyReturns } from './monthlyReturns.ts'
import { rankedBySharpe } from './ranking.ts'

describe('bestByLuck', () => {
  const days = (daily_observations: number) => ({ daily_observations })

  it('is the expected maximum of N times what luck does on the days of the best one, annualised', () => {
    // Expected maximum of 100 standard normals 2.5306 (Bailey and López de Prado 2014).
    expect(bestByLuck({ counted: 100 }, days(401))).toBeCloseTo(2.5306 * 0.05 * Math.sqrt(365), 2)
  })

  it('does not exist without days to tell by', () => {
    for (const trial of [undefined, days(0), days(1)]) expect(bestByLuck({ counted: 10 }, trial)).toBeUndefined()
  })

  it('grows with the number of trials', () => {
    expect(bestByLuck({ counted: 1000 }, days(730))!).toBeGreaterThan(bestByLuck({ counted: 10 }, days(730))!)
  })
})

describe('sharpeError', () => {
  const { trial } = fakeRecord({ iteration: 1, name: 'A', type: 'pure_technical', logic: 'momentum', action: 'explore', drift: 0 })

  it('is about 1 a year for a year of days', () => {
    expect(sharpeError({ ...trial!, daily_sharpe: 0, daily_skewness: 0, daily_kurtosis: 3, daily_observations: 366 })).toBeCloseTo(1, 10)
  })

  it('does not exist without the moments', () => {
    expect(sharpeError(undefined)).toBeUndefined()
    expect(sharpeError({ ...trial!, daily_kurtosis: null })).toBeUndefined()
  })
})

describe('monthlyReturns', () => {
  it('compounds by calendar month and year', () => {
    const years = monthlyReturns({ trial_id: 't', first_day: '2022-12-31', returns: [0.1, 0.5, -0.5] })
    expect(years.map(({ year }) => year)).toEqual([2022, 2023])
    expect(years[0]?.months[11]).toBeCloseTo(0.1, 12)
    expect(years[1]?.months[0]).toBeCloseTo(-0.25, 12)
    expect(years[1]?.months[1]).toBeNull()
    expect(years[1]?.total).toBeCloseTo(-0.25, 12)
  })
})

describe('curvesOf', () => {
  it('begins with 1 the day before the first return and sees a loss on the first day', () => {
    const curves = curvesOf({ trial_id: 't', first_day: '2023-01-02', returns: [-0.5, 1] })
    expect(curves?.firstTime).toBe(Date.parse('2023-01-01'))
    expect([...curves!.wealth]).toEqual([1, 0.5, 1])
    expect([...curves!.underWater]).toEqual([0, -0.5, 0])
  })

  it('does not exist without returns', () => {
    expect(curvesOf(undefined)).toBeUndefined()
    expect(curvesOf({ trial_id: 't', first_day: '2023-01-02', returns: [] })).toBeUndefined()
  })
})

describe('rankedBySharpe', () => {
  it('leaves out what has no Sharpe ratio and puts the best first', () => {
    const sketch = { name: 'A', type: 'pure_technical', logic: 'momentum', action: 'explore' } as const
    const failure = { stage: 'policy', code: 'x', message: 'y' } as const
    const records = [
      fakeRecord({ ...sketch, iteration: 1, drift: -0.005 }),
      fakeRecord({ ...sketch, iteration: 2, drift: 0, failure }),
      fakeRecord({ ...sketch, iteration: 3, drift: 0.005 }),
    ]
    expect(rankedBySharpe(records).map(({ strategy }) => strategy.iteration)).toEqual([3, 1])
  })
})
