import { describe, expect, it } from 'vitest'
import { walkingBars } from '../../backtest/proof/madeUpBars.ts'
import { storeSeries } from '../../data/contracts/storeSeries.ts'
import { findDataset } from '../../data/lake/findDataset.ts'
import { openWorkspace } from '../../data/workspace.ts'
import { temporaryHome } from '../../fixtures/home.ts'
import { openLaboratory, type Laboratory } from '../../fixtures/laboratory.ts'
import { seededRandom } from '../../math/random.ts'
import { openHoldout } from '../../validation/holdout/openHoldout.ts'

const bars = walkingBars(seededRandom('contract'), 400 * 24, 0.004)
const HOLD = `export default class Hold extends Strategy {
  static needs = { warmupBars: 1 }
  shouldEnter() { return 'long' }
  shouldExit(bar) { return bar.hour === 3 }
}`

/** The laboratory's market, with a rate of 5 bp every eight hours or with none. */
async function laboratory(isContract: boolean): Promise<Laboratory> {
  const home = temporaryHome()
  if (isContract) {
    const time = bars.time.filter((_, i) => i % 8 === 0)
    const none = new Float64Array(time.length).fill(NaN)
    const rows = { time, open: time.map(() => 0.0005), high: none, low: none, close: none, volume: none }
    const key = { kind: 'funding', exchange: 'lab', symbol: 'BTCUSDT', timeframe: null } as const
    await storeSeries(openWorkspace(home), { key, rows, source: { name: 'made up', notes: [] } })
  }
  return openLaboratory(home, bars)
}

async function figures(lab: Laboratory) {
  const { context, session, datasetId } = lab
  const { trial, walk } = await lab.attempt({ text: HOLD })
  const source = context.facts.get('sources', trial.code_hash)!
  const dataset = await findDataset(context.workspace, datasetId)
  const opened = await openHoldout({
    ...{ facts: context.facts, workspace: context.workspace, sandbox: context.sandbox, trial, timeframe: '1h', seed: 1, now: 0 },
    ...(await context.terms(dataset)),
    source: { text: source.text, hash: source.code_hash },
    sealedFrom: Date.parse(session.window_to),
    predict: () => Promise.reject(new Error('No model is declared.')),
  })
  if (typeof opened === 'string') throw new Error(`The holdout was ${opened}.`)
  await context.close()
  return { research: trial.metrics!.total_return, outside: walk!.oos_sharpe!, holdout: opened.metrics!.total_return }
}

describe('a session on a contract', { timeout: 60_000 }, () => {
  it('pays its funding in the backtest, in the walk-forward and in the holdout', async () => {
    const [free, charged] = [await figures(await laboratory(false)), await figures(await laboratory(true))]
    // Fifteen basis points a day, less the hours without a position.
    expect(1 + charged.research).toBeLessThan((1 + free.research) * 0.8)
    expect(charged.outside).toBeLessThan(free.outside - 1)
    expect(1 + charged.holdout).toBeLessThan((1 + free.holdout) * 0.95)
  })
})
