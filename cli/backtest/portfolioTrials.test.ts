import { describe, expect, it } from 'vitest'
import type { PortfolioEvaluation } from '../../backtest/portfolio/evaluatePortfolio.ts'
import { openFacts } from '../../data/facts/openFacts.ts'
import { openWorkspace } from '../../data/workspace.ts'
import { DEFAULT_ENGINE } from '../../domain/order.ts'
import { temporaryHome } from '../../fixtures/home.ts'
import { sampleDataset, sampleMetrics } from '../../fixtures/sampleFacts.ts'
import type { Alone } from './aloneRun.ts'
import { portfolioTrials } from './portfolioTrials.ts'

const window = { from: Date.UTC(2024, 0, 1), to: Date.UTC(2024, 5, 1) }
const declaration = { name: 'X', needs: { warmupBars: 0, indicators: {}, models: {} }, exits: {} }
const daily = { firstDay: '2024-01-01', returns: Float64Array.of(0.01, -0.02, 0.005) }
const metrics = sampleMetrics(1)

/** A symbol that ran by itself; what the portfolio's trials take of it. */
function alone(symbol: string): Alone {
  const dataset = sampleDataset({ symbol, dataset_id: `binance:${symbol}:1h` })
  const used = { funding: null, mark: null, finer: null }
  const run = { source: { text: 'made up', hash: 'cafe' }, dataset, window, engine: DEFAULT_ENGINE, seed: 1, used, params: undefined }
  const evaluation = { ok: true, declaration, metrics, daily, dailyStats: { sharpe: 0.1, observations: 3, skewness: 0, kurtosis: 3 } }
  return { run, evaluation } as unknown as Alone
}

const symbols = [alone('AAA'), alone('BBB')]
const failed = (message: string): PortfolioEvaluation => ({ ok: false, failure: { stage: 'backtest', code: 'timeout', message } })
const completed = { ok: true, declaration, metrics, daily } as unknown as PortfolioEvaluation

describe('portfolioTrials', () => {
  it('counts a look on each dataset, and a failure as a trial of its own, so that the same run may succeed later', () => {
    const facts = openFacts(openWorkspace(temporaryHome()))
    const record = (evaluation: PortfolioEvaluation): string[] => facts.recordAll(portfolioTrials(symbols, evaluation, window.to))
    expect(record(failed('after 10 s'))).toEqual(['stored', 'stored'])
    expect(record(completed)).toEqual(['stored', 'stored', 'stored', 'stored'])
    expect(record(completed)).toEqual(['already', 'already', 'already', 'already'])
    expect(facts.countTrials('binance:AAA:1h')).toBe(2)
    expect(facts.trialStats('binance:AAA:1h')).toHaveLength(1)
    facts.close()
  })
})
