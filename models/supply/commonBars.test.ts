import { expect, it } from 'vitest'
import { barCount, sliceBars } from '../../domain/bars.ts'
import type { Dataset } from '../../domain/dataset.ts'
import { walkBars } from '../../fixtures/walkBars.ts'
import { commonBars } from './commonBars.ts'
import type { SupplyPorts } from './ports.ts'
import type { TrainingInputs } from './trainingInputs.ts'

const bars = walkBars(1, 1000)
const named = (dataset_id: string): Dataset => ({ dataset_id }) as Dataset

async function common(ends: Record<string, number>, before = 0): Promise<TrainingInputs> {
  const ports = { bars: (id: string) => Promise.resolve(sliceBars(bars, 0, ends[id] ?? 0)) } as Partial<SupplyPorts> as SupplyPorts
  return commonBars(ports, { dataset: named('own'), bars, peers: Object.keys(ends).map(named), before })
}

it.each([
  ['all, where everybody trades to the end', { a: 1000, b: 1000 }, 1000, ['a', 'b']],
  ['up to the first that ends', { a: 1000, b: 800 }, 800, ['a', 'b']],
  ['not held up by one that ended long ago', { a: 900, b: 599 }, 900, ['a']],
  ['up to one that has just enough', { a: 900, b: 600 }, 600, ['a', 'b']],
  ['all, where nobody is left', { a: 10 }, 1000, []],
])('%s', async (_what, ends, count, peers) => {
  const { bars: kept, peers: others } = await common(ends)
  expect(barCount(kept)).toBe(count)
  expect(others.map(({ dataset_id }) => dataset_id)).toEqual(peers)
})

it('measures what is left by the window, and not by what lies before it', async () => {
  // Of the 200 bars of the window 120 are three fifths; 919 of all bars are far more.
  const { bars: kept, peers, before } = await common({ a: 1000, b: 919, c: 800 }, 800)
  expect([barCount(kept), peers.map(({ dataset_id }) => dataset_id), before]).toEqual([1000, ['a'], 800])
  expect((await common({ a: 1000, b: 920 }, 800)).peers).toHaveLength(2)
})
