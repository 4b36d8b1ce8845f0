import { describe, expect, it } from 'vitest'
import { UsageError } from '../domain/errors.ts'
import { expandPlan, FEATURE_GROUPS, FEATURE_PRESETS, featureCatalogue, findFeature, planWords } from './catalogue.ts'
import { describeFeature } from './definitions.ts'

const namesOf = (request?: Parameters<typeof expandPlan>[0]): string[] => expandPlan(request).features.map(({ name }) => name)
const groupsOf = (names: readonly string[]): Set<string> => new Set(names.map((name) => findFeature(name).group))

describe('the catalogue', () => {
  it('has at least 150 features of one symbol, some of each group, each under one name', () => {
    const all = featureCatalogue()
    expect(all.filter(({ scope }) => scope === 'bars').length).toBeGreaterThanOrEqual(150)
    expect(new Set(all.map(({ group }) => group))).toEqual(new Set(FEATURE_GROUPS))
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length)
  })

  it('finds each by its name as it is', () => {
    for (const feature of featureCatalogue()) expect(findFeature(feature.name)).toEqual(feature)
  })

  it('follows a pattern beyond the catalogue', () => {
    expect(findFeature('rsi_21')).toMatchObject({ kind: 'rsi', params: { bars: 21 }, warmup: 21 })
    expect(findFeature('volatility_ratio_5_50')).toMatchObject({ params: { short: 5, long: 50 }, warmup: 50 })
    expect(findFeature('cross_rank_log_return_36')).toMatchObject({ params: { feature: 'log_return_36' }, warmup: 36, reads: ['close'] })
    expect(findFeature('hour_of_day_sin')).toMatchObject({ params: {}, warmup: 0 })
  })

  it.each([
    ['log_retrun_24', 'did you mean "log_return_24"?'],
    ['', 'There is no feature ""'],
    ['constructor', 'There is no feature'],
    ['rsi', 'There is no feature "rsi"'],
    ['rsi_14_3', 'There is no feature'],
    ['rsi_x', 'There is no feature'],
    ['rsi_0', 'from 2 to 1000'],
    ['rsi_5000', 'from 2 to 1000'],
    ['volatility_ratio_50_5', 'needs short < long'],
    ['cross_rank_rsi_14', 'cannot compare "rsi_14" across symbols'],
    ['cross_rank_market_return_24', 'cannot compare'],
    ['cross_rank_log_retrun_24', 'There is no feature "log_retrun_24"'],
  ])('refuses %s', (name, message) => {
    expect(() => findFeature(name)).toThrow(UsageError)
    expect(() => findFeature(name)).toThrow(message)
  })

  it('checks a stored plan: kinds and parameters', () => {
    expect(() => describeFeature('log_retrun', { bars: 3 })).toThrow('did you mean "log_return"?')
    expect(() => describeFeature('log_return', { bar: 3 })).toThrow('did you mean "bars"?')
    expect(() => describeFeature('log_return', {})).toThrow('give a whole number from 1 to 1000')
    expect(() => describeFeature('log_return', { bars: 2.5 })).toThrow(UsageError)
    expect(() => describeFeature('log_return', { bars: '24' })).toThrow(UsageError)
    expect(() => describeFeature('cross_rank', { feature: 3 })).toThrow('give the name of a feature')
    expect(() => describeFeature('weekend', { bars: 3 })).toThrow('it takes none')
  })
})

describe('expandPlan', () => {
  it('is everything of one symbol when nothing is asked for, and of a universe when there is one', () => {
    const one = featureCatalogue().filter(({ scope }) => scope === 'bars')
    expect(namesOf()).toEqual(one.map(({ name }) => name))
    expect(namesOf({ universe: true }).length).toBe(featureCatalogue().length)
  })

  it('takes groups, kinds, names and presets, and takes some out again', () => {
    expect(groupsOf(namesOf({ groups: ['volume'] }))).toEqual(new Set(['volume']))
    expect(namesOf({ include: ['rsi', 'log_return_36'] })).toEqual(['rsi_7', 'rsi_14', 'rsi_28', 'log_return_36'])
    expect(namesOf({ include: ['rsi'], exclude: ['rsi_14'] })).toEqual(['rsi_7', 'rsi_28'])
    expect(namesOf({ groups: ['price'], include: ['rsi_14'], exclude: ['log_return'] })).toContain('rsi_14')
    expect(namesOf({ groups: ['price'], exclude: ['log_return'] }).filter((name) => name.startsWith('log_return'))).toEqual([])
    expect(namesOf({ groups: ['Volume-Focused'] })).toEqual(namesOf({ groups: ['volume_focused'] }))
  })

  it.each(Object.keys(FEATURE_PRESETS))('knows the preset %s, without a feature twice', (preset) => {
    const names = namesOf({ groups: [preset], universe: true })
    expect(names.length).toBeGreaterThanOrEqual(25)
    expect(new Set(names).size).toBe(names.length)
  })

  it('puts the focus where the preset says', () => {
    const share = (preset: string, group: string): number => {
      const features = namesOf({ groups: [preset] }).map(findFeature)
      return features.filter((feature) => feature.group === group).length / features.length
    }
    expect(share('volume_focused', 'volume') + share('volume_focused', 'microstructure')).toBeGreaterThan(0.8)
    expect(share('regime_focused', 'regime')).toBeGreaterThan(0.6)
  })

  it('limits by giving each group its share, what was asked for by name first', () => {
    const names = namesOf({ limit: 21 })
    expect(names.length).toBe(21)
    expect(groupsOf(names).size).toBe(7)
    expect(namesOf({ groups: ['all'], include: ['hurst'], limit: 2 })).toEqual(['hurst_168', 'hurst_336'])
    expect(namesOf({ limit: 100_000 })).toHaveLength(namesOf().length)
    expect(new Set(namesOf({ limit: 100_000 }))).toEqual(new Set(namesOf()))
  })

  it('brings what compares symbols only where there are others, or where it was asked for', () => {
    expect(groupsOf(namesOf({ groups: ['all'] })).has('cross_sectional')).toBe(false)
    expect(groupsOf(namesOf({ groups: ['cross_sectional'] }))).toEqual(new Set(['cross_sectional']))
    expect(groupsOf(namesOf({ groups: ['cross_sectional_focused'] })).has('cross_sectional')).toBe(true)
    expect(namesOf({ include: ['breadth_24'] })).toEqual(['breadth_24'])
    expect(() => expandPlan({ include: ['breadth_24'], universe: false })).toThrow('there is only one')
  })

  it('leaves out what never changes at the timeframe, unless it is asked for by name', () => {
    const daily = namesOf({ groups: ['temporal'], timeframe: '1d' })
    expect(daily).toEqual([
      'day_of_week_sin',
      'day_of_week_cos',
      'day_of_month_sin',
      'day_of_month_cos',
      'day_of_year_sin',
      'day_of_year_cos',
      'weekend',
    ])
    expect(namesOf({ groups: ['temporal'], timeframe: '1h' })).not.toContain('minute_of_hour_sin')
    expect(namesOf({ groups: ['temporal'], timeframe: '5m' })).toContain('minute_of_hour_sin')
    expect(namesOf({ include: ['hour_of_day_sin'], timeframe: '1d' })).toEqual(['hour_of_day_sin'])
  })

  it.each([
    [{ groups: ['volum'] }, 'did you mean "volume"?'],
    [{ groups: ['volume_focussed'] }, 'did you mean "volume_focused"?'],
    [{ include: ['rsi_x'] }, 'There is no feature'],
    [{ exclude: ['nonsense'] }, 'There is no feature'],
    [{ groups: ['price'], exclude: ['price'] }, 'No feature is left'],
    [{ groups: [] }, 'No feature is left'],
    [{ limit: 0 }, 'whole number from 1'],
    [{ limit: 2.5 }, 'whole number from 1'],
  ])('refuses %j', (request, message) => {
    expect(() => expandPlan(request)).toThrow(UsageError)
    expect(() => expandPlan(request)).toThrow(message)
  })

  it('is stored and read again as the same plan', () => {
    const plan = expandPlan({ universe: true })
    expect(JSON.parse(JSON.stringify(plan))).toEqual(plan)
    for (const { name, kind, params } of plan.features) expect(describeFeature(kind, params).name).toBe(name)
  })

  it('names every word that it takes', () => {
    for (const word of planWords()) expect(namesOf({ groups: [word], universe: true }).length, word).toBeGreaterThan(0)
  })
})
