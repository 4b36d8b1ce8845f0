import { describe, expect, it } from 'vitest'
import { OfflinePolicy } from './offlinePolicy.ts'
import { askCodegen, askStrategist, valueOf } from './proof/askPolicy.ts'
import { emptyWorld, fakeRow, type FakeWorld } from './proof/fakeWorld.ts'
import type { Search } from './search.ts'

/** Ten attempts, one of which did splendidly. */
const tried: FakeWorld = {
  ...emptyWorld(),
  rows: Array.from({ length: 10 }, (_, i) =>
    fakeRow(`strat_${i}`, { sharpe_ratio: i === 4 ? 3 : -2, strategy_logic: i === 4 ? 'momentum' : 'volume' }),
  ),
}

function decisions(search: Search, world: FakeWorld, seed: number) {
  const model = new OfflinePolicy({ seed: 0, search })
  return Promise.all(
    Array.from({ length: 12 }, async (_, i) => valueOf(await askStrategist(world, { seed, iteration: 12 + i, of: 24, model }))),
  )
}

const ideas = (all: Awaited<ReturnType<typeof decisions>>): string[] => all.map(({ logic, indicators }) => `${logic} ${indicators.join()}`)

describe('search', () => {
  it('policy is what the policy does when nothing is said, and refines what did well', async () => {
    const policy = await decisions('policy', tried, 5)
    const unsaid = valueOf(await askStrategist(tried, { seed: 5, iteration: 12, of: 24, model: new OfflinePolicy({ seed: 0 }) }))
    expect(policy[0]).toEqual(unsaid)
    expect(policy.some(({ action }) => action === 'exploit')).toBe(true)
  })

  it('random remembers nothing: what was tried changes no decision', async () => {
    const random = await decisions('random', tried, 5)
    expect(random.every(({ action }) => action === 'explore')).toBe(true)
    expect(ideas(random)).toEqual(ideas(await decisions('random', emptyWorld(), 5)))
    expect(new Set(ideas(random)).size).toBeGreaterThan(8)
  })

  it('one_template decides once, and draws other parameters each time', async () => {
    const model = new OfflinePolicy({ seed: 0, search: 'one_template' })
    const template = await decisions('one_template', tried, 5)
    expect(new Set(ideas(template)).size).toBe(1)
    const codes = await Promise.all(
      template
        .slice(0, 5)
        .map(async (decision, i) => valueOf(await askCodegen(tried, decision, { seed: 5, iteration: 12 + i, model })).code),
    )
    expect(new Set(codes).size).toBe(5)
    expect(ideas(await decisions('one_template', tried, 6))[0]).not.toBe(ideas(template)[0])
  })
})
