import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Dataset } from '../../domain/dataset.ts'
import type { SealFact } from '../../domain/facts.ts'
import { temporaryHome } from '../../fixtures/home.ts'
import { sampleDataset } from '../../fixtures/sampleFacts.ts'
import { openFacts, type FactStore } from '../facts/openFacts.ts'
import { openWorkspace } from '../workspace.ts'
import { sealedFrom } from './sealOf.ts'

type Seals = Pick<FactStore, 'get' | 'idsFrom' | 'record' | 'transaction'>

/** As much of a fact store as sealing needs. */
function seals(): Seals {
  const known = new Map<string, SealFact>()
  return {
    get: ((_kind: 'seals', id: string) => known.get(id)) as Seals['get'],
    idsFrom: (_kind, prefix) => [...known.keys()].filter((id) => id.startsWith(prefix)),
    record: (_kind, fact) => {
      if (known.has((fact as SealFact).dataset_id)) throw new Error('facts do not change')
      known.set((fact as SealFact).dataset_id, fact as SealFact)
      return 'stored'
    },
    transaction: (work) => work(),
  }
}

const hours = (first: string, last: string, changes: Partial<Dataset> = {}): Dataset =>
  sampleDataset({ first_time: `${first}:00:00.000Z`, last_time: `${last}:00:00.000Z`, ...changes })
const sealed = (dataset: Dataset, share = 0.2, facts = seals()): string => new Date(sealedFrom(facts, dataset, share, 0)).toISOString()

describe('where a dataset is sealed', () => {
  it.each([
    ['ten whole days of hours', hours('2024-01-01T00', '2024-01-10T23'), 0.2, '2024-01-09T00:00:00.000Z'],
    ['a share that ends inside a day, at its start', hours('2024-01-01T00', '2024-01-09T23'), 0.2, '2024-01-08T00:00:00.000Z'],
    ['data that begin at seven, still at midnight', hours('2024-01-01T07', '2024-01-11T06'), 0.2, '2024-01-09T00:00:00.000Z'],
    ['half of it', hours('2024-01-01T00', '2024-01-10T23'), 0.5, '2024-01-06T00:00:00.000Z'],
    ['ten days', hours('2024-01-01T00', '2024-01-10T00', { timeframe: '1d' }), 0.2, '2024-01-09T00:00:00.000Z'],
    ['ten weeks, at the open of one', hours('2024-01-01T00', '2024-03-04T00', { timeframe: '1w' }), 0.25, '2024-02-19T00:00:00.000Z'],
    ['hours within one day: all of them', hours('2024-01-01T07', '2024-01-01T20'), 0.2, '2024-01-01T07:00:00.000Z'],
  ])('%s', (_what, dataset, share, from) => {
    expect(sealed(dataset, share)).toBe(from)
  })

  it('is a UTC midnight, at least the share of the time and at most a day more', () => {
    const day = 86_400_000
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2_000_000 }),
        fc.integer({ min: 24 * 30, max: 24 * 3000 }),
        fc.double({ min: 0.05, max: 0.5, noNaN: true }),
        (start, length, share) => {
          const first = start * 3_600_000
          const last = first + (length - 1) * 3_600_000
          const iso = (time: number): string => new Date(time).toISOString()
          const from = sealedFrom(seals(), sampleDataset({ first_time: iso(first), last_time: iso(last) }), share, 0)
          const behind = last + 3_600_000 - from
          expect(from % day).toBe(0)
          expect(behind).toBeGreaterThanOrEqual(share * length * 3_600_000 - 1)
          expect(behind).toBeLessThan(share * length * 3_600_000 + day + 1)
        },
      ),
    )
  })
})

describe('a seal', () => {
  const whole = hours('2024-01-01T00', '2024-01-10T23')

  it('stays when bars are added behind it or in front of it, whatever the share is by then', () => {
    const facts = seals()
    expect(sealed(whole, 0.2, facts)).toBe('2024-01-09T00:00:00.000Z')
    expect(sealed(hours('2024-01-01T00', '2024-12-31T23'), 0.2, facts)).toBe('2024-01-09T00:00:00.000Z')
    // Researched hours would else become a holdout that was seen.
    expect(sealed(hours('2010-01-01T00', '2024-01-10T23'), 0.2, facts)).toBe('2024-01-09T00:00:00.000Z')
    expect(sealed(whole, 0.05, facts)).toBe('2024-01-09T00:00:00.000Z')
    expect(sealed(whole, 0.5, facts)).toBe('2024-01-09T00:00:00.000Z')
  })

  it('moves back where the dataset was replaced by one that ends earlier, so that something is left behind it', () => {
    const facts = seals()
    sealed(whole, 0.2, facts)
    expect(sealed(hours('2024-01-01T00', '2024-01-05T23'), 0.2, facts)).toBe('2024-01-05T00:00:00.000Z')
  })

  it('stays where it moved back to: with what was sealed meanwhile nobody does research', () => {
    const facts = seals()
    sealed(whole, 0.2, facts)
    const short = hours('2024-01-01T00', '2024-01-05T23')
    expect(sealed(short, 0.2, facts)).toBe('2024-01-05T00:00:00.000Z')
    // As a share of what there is it would follow every bar that is added.
    expect(sealed(hours('2024-01-01T00', '2024-01-06T23'), 0.2, facts)).toBe('2024-01-05T00:00:00.000Z')
    expect(sealed(whole, 0.2, facts)).toBe('2024-01-05T00:00:00.000Z')
    expect(sealed(short, 0.2, facts)).toBe('2024-01-05T00:00:00.000Z')
  })

  it('moves back by the share of its dataset’s first use, whatever the share is by then', () => {
    const facts = seals()
    sealed(whole, 0.2, facts)
    const short = hours('2024-01-01T00', '2024-01-05T23')
    for (const share of [0.05, 0.5, 0.2]) expect(sealed(short, share, facts)).toBe('2024-01-05T00:00:00.000Z')
  })

  it('never moves forward, whatever the dataset is replaced by', () => {
    const day = 86_400_000
    const replaced = fc.record({
      first: fc.integer({ min: 0, max: 300 }),
      days: fc.integer({ min: 1, max: 400 }),
      share: fc.double({ min: 0.05, max: 0.5, noNaN: true }),
    })
    fc.assert(
      fc.property(fc.array(replaced, { minLength: 2, maxLength: 12 }), (steps) => {
        const facts = seals()
        let before = Infinity
        for (const { first, days, share } of steps) {
          const [from, to] = [19_000 + first, 19_000 + first + days]
          const iso = (time: number): string => new Date(time).toISOString()
          const dataset = sampleDataset({ first_time: iso(from * day), last_time: iso(to * day - 3_600_000) })
          const at = sealedFrom(facts, dataset, share, 0)
          expect(at).toBeLessThanOrEqual(before)
          // Something is sealed of every one.
          expect(at).toBeLessThan(to * day)
          before = at
        }
      }),
    )
  })

  it('is one for two processes that seal at once with other shares', async () => {
    const home = temporaryHome()
    const script = join(import.meta.dirname, '../../fixtures/sealer.ts')
    const run = (share: string) => promisify(execFile)(process.execPath, ['--import', 'tsx', script, home, share])
    const told = (await Promise.all([run('0.2'), run('0.4')])).map(({ stdout }) => JSON.parse(stdout) as number[])
    const facts = openFacts(openWorkspace(home))
    const fact = facts.get('seals', sampleDataset().dataset_id)
    facts.close()
    expect(told).toEqual([[Date.parse(fact?.sealed_from ?? '')], [Date.parse(fact?.sealed_from ?? '')]])
    expect([0.2, 0.4]).toContain(fact?.share)
  })
})
