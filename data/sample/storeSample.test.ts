import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { loadBars } from '../lake/loadBars.ts'
import { openWorkspace } from '../workspace.ts'
import { sampleMarket } from './sampleMarket.ts'
import { storeSample } from './storeSample.ts'

const home = mkdtempSync(join(tmpdir(), 'quantopia-sample-'))
afterAll(() => rmSync(home, { recursive: true }))
const workspace = openWorkspace(home)
const options = { seed: 7, timeframe: '1h' as const, bars: 2_000, symbols: ['BTCUSDT', 'ETHUSDT'] }

describe('storeSample', () => {
  it('stores every symbol, labelled synthetic, with nothing to find fault with', async () => {
    const stored = await storeSample(workspace, options)
    expect(stored.map(({ outcome, dataset }) => [outcome, dataset.dataset_id, dataset.synthetic, dataset.bars])).toEqual([
      ['created', 'synthetic-7:BTCUSDT:1h', true, 2_000],
      ['created', 'synthetic-7:ETHUSDT:1h', true, 2_000],
    ])
    for (const { dataset } of stored) {
      const { blocking, unfinished_last_bar, missing_bars, ohlc_violations, zero_volume_bars, stale_runs } = dataset.quality
      expect({ blocking, unfinished_last_bar, missing_bars }).toEqual({ blocking: [], unfinished_last_bar: false, missing_bars: 0 })
      expect([ohlc_violations.count, zero_volume_bars.count, stale_runs.count]).toEqual([0, 0, 0])
    }
    expect(await loadBars(workspace, 'synthetic-7:ETHUSDT:1h')).toEqual(sampleMarket(options)[1]!.bars)
  })

  it('changes nothing when it is stored again, and is extended by a longer sample', async () => {
    const again = await storeSample(workspace, options)
    expect(again.map(({ outcome }) => outcome)).toEqual(['unchanged', 'unchanged'])
    const [longer] = await storeSample(workspace, { ...options, bars: 60_000, symbols: ['BTCUSDT'] })
    expect([longer!.outcome, longer!.addedBars, longer!.dataset.quality.unfinished_last_bar]).toEqual(['extended', 58_000, false])
  })
})
