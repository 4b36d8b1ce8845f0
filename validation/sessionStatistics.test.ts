import { describe, expect, it } from 'vitest'
import { FIRST_DAY, madeUpReturns } from '../fixtures/judgedTrial.ts'
import { sessionStatistics } from './sessionStatistics.ts'

const trial = (id: number | string, sharpe: number, days?: number) => ({
  trial_id: `${id}`,
  first_day: FIRST_DAY,
  returns: [...madeUpReturns(id, sharpe, days)],
})
const noise = Array.from({ length: 20 }, (_, i) => trial(i, 0))

describe('what the trials of a session say together', () => {
  it('is that nothing was found among trials without skill', () => {
    const { trials_with_returns, effective_trials, pbo, spa_p_value } = sessionStatistics(noise, 1)
    expect(trials_with_returns).toBe(20)
    expect(effective_trials).toBeGreaterThan(15)
    expect(pbo).toBeGreaterThan(0.2)
    expect(spa_p_value).toBeGreaterThan(0.1)
  })

  it('is that something was found where one of them has it', () => {
    const { pbo, spa_p_value } = sessionStatistics([...noise, trial('skilled', 4)], 1)
    expect(pbo).toBeLessThan(0.05)
    expect(spa_p_value).toBeLessThan(0.01)
  })

  it.each([12, 1])('is no evidence at all where all of %i trials clearly lose', (count) => {
    const losers = Array.from({ length: count }, (_, i) => trial(`loser ${i}`, -6 - i))
    expect(sessionStatistics(losers, 1).spa_p_value).toBe(1)
  })

  it('counts copies of one trial as one', () => {
    const copies = Array.from({ length: 10 }, (_, i) => ({ ...trial('same', 0), trial_id: `${i}` }))
    expect(sessionStatistics(copies, 1)).toMatchObject({ trials_with_returns: 10, effective_trials: 1 })
  })

  it('is nothing without trials, little with one, and null where too few days say nothing', () => {
    const none = { trials_with_returns: 0, effective_trials: null, pbo: null, spa_p_value: null }
    expect(sessionStatistics([], 1)).toEqual(none)
    expect(sessionStatistics([trial('alone', 0)], 1)).toMatchObject({ trials_with_returns: 1, effective_trials: 1, pbo: null })
    expect(sessionStatistics([trial('a', 0, 2), trial('b', 0, 2)], 1)).toMatchObject({
      trials_with_returns: 2,
      pbo: null,
      spa_p_value: null,
    })
    const still = { trial_id: 's', first_day: FIRST_DAY, returns: new Array<number>(300).fill(0) }
    expect(sessionStatistics([still], 1)).toEqual({ ...none, trials_with_returns: 1 })
  })

  it('is the same for the same seed', () => {
    expect(sessionStatistics(noise, 5)).toEqual(sessionStatistics(noise, 5))
  })
})
