import { beforeAll, describe, expect, it } from 'vitest'
import { BAR_COLUMNS, type Bars } from '../../domain/bars.ts'
import { temporaryHome } from '../../fixtures/home.ts'
import { storeBars } from '../lake/storeBars.ts'
import { openWorkspace } from '../workspace.ts'
import { loadResearchBars } from './researchBars.ts'
import { loadSealedBars } from './sealedBars.ts'

const HOUR = 3_600_000
const COUNT = 500
const START = Date.UTC(2023, 0, 1)
const ID = 'x:Y:1h'
/** Prices after the seal are above this, and none before it. */
const HIGH = 1_000

const workspace = openWorkspace(temporaryHome())
const sealAt = (index: number): number => START + index * HOUR

function priced(index: number): number {
  return index < 400 ? 100 + (index % 7) : 2 * HIGH + (index % 7)
}

beforeAll(async () => {
  const price = Float64Array.from({ length: COUNT }, (_, i) => priced(i))
  const time = Float64Array.from({ length: COUNT }, (_, i) => START + i * HOUR)
  const bars: Bars = { time, open: price, high: price, low: price, close: price, volume: price }
  await storeBars(workspace, { exchange: 'x', symbol: 'Y', timeframe: '1h', synthetic: true, bars })
})

describe('loadResearchBars', () => {
  it.each(['fresh from Parquet', 'out of the cache'])('has every bar before the seal and none at or after it, %s', async () => {
    const bars = await loadResearchBars(workspace, ID, sealAt(400))
    expect(bars.time).toHaveLength(400)
    expect(bars.time.at(-1)).toBe(sealAt(399))
    expect(Math.max(...bars.high)).toBeLessThan(HIGH)
  })

  it('leaves nothing sealed in the memory behind a column', async () => {
    const bars = await loadResearchBars(workspace, ID, sealAt(400))
    for (const name of BAR_COLUMNS) {
      const behind = new Float64Array(bars[name].buffer)
      expect(behind).toHaveLength(400)
      expect(name === 'time' ? Math.max(...behind) < sealAt(400) : Math.max(...behind) < HIGH).toBe(true)
    }
    expect(new Set(BAR_COLUMNS.map((name) => bars[name].buffer)).size).toBe(BAR_COLUMNS.length)
  })

  it.each([
    ['between two bars, with the bar that opened before it', sealAt(399) + 1, 400],
    ['at the first bar, without any', sealAt(0), 0],
    ['behind the last bar, with all', sealAt(COUNT), COUNT],
  ])('cuts %s', async (_where, sealed, count) => {
    expect((await loadResearchBars(workspace, ID, sealed)).time).toHaveLength(count)
  })

  it('is what the whole dataset begins with', async () => {
    const [research, all] = await Promise.all([loadResearchBars(workspace, ID, sealAt(400)), loadSealedBars(workspace, ID)])
    for (const name of BAR_COLUMNS) expect(research[name]).toEqual(all[name].slice(0, 400))
    expect(Math.max(...all.high)).toBeGreaterThan(HIGH)
  })
})
