import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { DEFAULT_ENGINE } from '../domain/order.ts'
import { seededRandom } from '../math/random.ts'
import { simulate } from './kernel.ts'
import { kernelText } from './kernelText.ts'
import { walkingBars } from './proof/madeUpBars.ts'

it('evaluates as a classic script that adds simulate alone and gives the host’s own results', () => {
  const realm: Record<string, unknown> = { Float64Array, Int8Array, Uint8Array }
  runInNewContext(kernelText(), realm)
  expect(Object.keys(realm).sort()).toEqual(['Float64Array', 'Int8Array', 'Uint8Array', 'simulate'])
  const bars = walkingBars(seededRandom(5), 2000, 0.02)
  const decide = (index: number): number => (index * 7) % 4
  const exits = { stopLoss: 0.03, takeProfit: 0.05, trailingStop: 0.04, maxBarsHeld: 9 }
  const foreign = (realm['simulate'] as typeof simulate)(bars, DEFAULT_ENGINE, exits, 50, decide)
  const own = simulate(bars, DEFAULT_ENGINE, exits, 50, decide)
  expect(own.trades.count).toBeGreaterThan(100)
  expect(foreign.equity).toEqual(own.equity)
  expect(foreign.actions).toEqual(own.actions)
})
