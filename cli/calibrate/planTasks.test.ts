import { describe, expect, it } from 'vitest'
import { planTasks } from './planTasks.ts'
import type { Settings } from './settings.ts'
import { taskKey } from './task.ts'

const settings: Settings = {
  null_markets: 6,
  planted_markets: 6,
  compared_markets: 2,
  strategies: 10,
  null_bars: 1000,
  shuffled_bars: 3000,
  planted_bars: 2000,
  seed: 1,
  goal: '',
  source: { dataset_id: 'binance:BTCUSDT:1h', content_hash: 'abc' },
}
const plan = (changes: Partial<Settings> = {}, version = 'v') => planTasks({ ...settings, ...changes }, version)
const keys = (tasks: ReturnType<typeof plan>): Set<string> => new Set(tasks.map(taskKey))

describe('planTasks', () => {
  it('spreads sessions over the kinds, and the other searches over the first planted markets', () => {
    const tasks = plan()
    const count = (kind: string, search = 'policy'): number => tasks.filter((task) => task.kind === kind && task.search === search).length
    expect(tasks).toHaveLength(6 + 6 + 2 * 2)
    expect([count('null_walk'), count('null_shuffled')]).toEqual([3, 3])
    expect([count('planted_reversion'), count('planted_breakout'), count('planted_trend')]).toEqual([2, 2, 2])
    expect([count('planted_reversion', 'random'), count('planted_breakout', 'one_template')]).toEqual([1, 1])
    expect(tasks.filter(({ source }) => source !== null).map(({ kind, bars }) => [kind, bars])).toEqual(
      Array(3).fill(['null_shuffled', 3000]),
    )
    expect(keys(tasks).size).toBe(tasks.length)
  })

  it('gives every search the same market, and every market another seed', () => {
    const seeds = new Map<string, Set<number>>()
    for (const { seed, search } of plan()) seeds.set(search, (seeds.get(search) ?? new Set()).add(seed))
    expect(seeds.get('policy')!.size).toBe(12)
    for (const seed of seeds.get('random')!) expect(seeds.get('policy')).toContain(seed)
    expect(plan({ seed: 2 }).some(({ seed }) => seeds.get('policy')!.has(seed))).toBe(false)
  })

  it('grows: more markets contain the fewer', () => {
    const grown = keys(plan({ null_markets: 20, planted_markets: 9, compared_markets: 5 }))
    for (const key of keys(plan())) expect(grown).toContain(key)
  })

  it('mixes null and planted markets, so that a part says something about both', () => {
    const half = plan({ compared_markets: 0 }).slice(0, 6)
    expect(half.filter(({ kind }) => kind.startsWith('null'))).toHaveLength(3)
  })

  it('does without real bars, and takes another version or setting for another fact', () => {
    expect(plan({ source: null }).some(({ kind }) => kind === 'null_shuffled')).toBe(false)
    const known = keys(plan())
    for (const other of [plan({}, 'w'), plan({ strategies: 11 }), plan({ goal: 'x' })]) {
      expect([...keys(other)].some((key) => known.has(key))).toBe(false)
    }
  })
})
