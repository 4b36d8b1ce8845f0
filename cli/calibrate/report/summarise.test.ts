import { describe, expect, it } from 'vitest'
import { sampleOutcome } from '../../../fixtures/sampleOutcome.ts'
import { sampleStrategy } from '../../../fixtures/sampleFacts.ts'
import { PLANTED_KINDS } from '../../../data/markets/kinds.ts'
import { SEARCHES } from '../../../llm/offline/search.ts'
import { readVerdicts } from '../readVerdicts.ts'
import type { Settings } from '../settings.ts'
import { bestAfter, trialsUsed } from './bestAfter.ts'
import { describeReport } from './describeReport.ts'
import { page } from './page.ts'
import { plot } from './plot.ts'
import { summarise } from './summarise.ts'

const settings: Settings = {
  null_markets: 40,
  planted_markets: 12,
  compared_markets: 12,
  strategies: 3,
  null_bars: 17_520,
  shuffled_bars: 17_520,
  planted_bars: 43_800,
  seed: 1,
  goal: '',
  source: null,
}
const nulls = Array.from({ length: 40 }, (_, seed) => sampleOutcome({ kind: 'null_walk', seed }, [0.5, -1, null], seed === 7 ? 2 : 0, -0.4))
const planted = Array.from({ length: 12 }, (_, seed) =>
  SEARCHES.map((search) => {
    const found = search === 'policy' ? [0.2, 1, 2] : [0.2, 0.3, seed === 0 ? 5 : 0.4]
    const approved = search === 'policy' && seed < 9 ? 1 : 0
    return sampleOutcome({ kind: PLANTED_KINDS[seed % 3]!, seed, search }, found, approved, seed === 3 ? -1 : 1)
  }),
).flat()
const report = summarise(settings, 'v', 80, [...nulls, ...planted])

describe('summarise', () => {
  it('counts sessions, not approvals, with exact intervals; the other searches do not count', () => {
    expect(report.false_discovery).toMatchObject({ sessions: 40, with_approval: 1, rate: 0.025 })
    // R: binom.test(1, 40), binom.test(9, 12)
    expect(report.false_discovery.interval!.high).toBeCloseTo(0.1315858, 5)
    expect(report.power).toMatchObject({ sessions: 12, with_approval: 9 })
    expect(report.power.interval!.low).toBeCloseTo(0.4281415, 5)
    expect(report.kinds.map(({ kind, sessions }) => [kind, sessions])).toEqual([
      ['null_walk', 40],
      ...PLANTED_KINDS.map((kind) => [kind, 4]),
    ])
    expect(report.sessions_done).toBe(76)
  })

  it('says which approvals held up on a fresh market', () => {
    expect(report.held_up).toEqual({ approved: 9, measured: 9, held_up: 8, rate: 8 / 9, mean_fresh_sharpe: 7 / 9 })
  })

  it('adds up the gates', () => {
    expect(report.gates.null).toEqual([{ gate: 'deflated_sharpe', judged: 80, rejected: 40, rejected_alone: 40, share: 0.5 }])
    expect(report.gates.planted[0]!.judged).toBe(24)
  })

  it('compares searches market by market', () => {
    const [policy, random] = report.comparison!.searches
    expect(policy).toMatchObject({ search: 'policy', sessions: 12, with_approval: 9, best_sharpe: 2 })
    expect(random!.best_sharpe).toBeCloseTo((5 + 11 * 0.4) / 12, 12)
    expect(policy!.curve.map(({ best_sharpe }) => Number(best_sharpe!.toFixed(9)))).toEqual([0.2, 1, 2])
    const duel = report.comparison!.duels.find(({ against, measure }) => against === 'random' && measure === 'searched_market')!
    expect(duel).toMatchObject({ markets: 12, better: 11, worse: 1 })
    expect(duel.mean_difference).toBeCloseTo((11 * 1.6 - 3) / 12, 12)
    expect(report.comparison!.duels.find(({ measure }) => measure === 'fresh_market')).toMatchObject({ better: 0, worse: 0, rate: null })
  })

  it('does not invent rates of nothing', () => {
    const empty = summarise(settings, 'v', 80, [])
    expect(empty.power).toEqual({ sessions: 0, with_approval: 0, rate: null, interval: null })
    expect(empty.comparison).toBeNull()
    expect(describeReport(empty)).toContain('80 still to run')
    expect(plot(empty)).toContain('</svg>')
  })
})

describe('the tables and the plot', () => {
  it('tell the same figures to a terminal and to the page', () => {
    for (const text of [describeReport(report), page(report, 'x.svg')]) {
      expect(text).toContain('2.5 %')
      expect(text).toContain('75.0 %')
      expect(text).toContain('deflated_sharpe')
      expect(text).toContain('11 : 1')
      expect(text).toContain('8 of 9 earn on a fresh market')
    }
    expect(page(report, 'x.svg')).toContain('Unfinished: 76 of 80')
  })

  it('draws well-formed SVG without a figure that is none', () => {
    const svg = plot(report)
    expect(svg).not.toMatch(/NaN|Infinity|undefined/)
    expect(svg.match(/<circle/g)).toHaveLength(report.kinds.length + 2)
    expect(svg.match(/<path class="line/g)).toHaveLength(3)
    expect(svg.match(/<g/g)!.length).toBe(svg.match(/<\/g>/g)!.length)
  })
})

describe('trials', () => {
  it('of strategies without a verdict are those of the next one, so that failures are paid for', () => {
    expect(trialsUsed({ trials: [1, null, 5, null], trials_counted: 9 })).toEqual([1, 5, 5, 9])
  })

  it('bound what is the best', () => {
    const session = { trials: [2, 4, 6], trials_counted: 6, sharpe_ratios: [1, null, 3] }
    expect([1, 2, 5, 6].map((trials) => bestAfter(session, trials))).toEqual([null, 1, 1, 3])
  })
})

describe('readVerdicts', () => {
  const gate = (name: string, passed: boolean) => ({ name, passed, value: 1, threshold: 1, rule: '>=' as const, detail: '' })
  const judged = (sharpe: number, gates: ReturnType<typeof gate>[]) => {
    const approved = gates.every(({ passed }) => passed)
    const metrics = { ...sampleStrategy(0).metrics!, sharpe_ratio: sharpe }
    return sampleStrategy(0, { status: 'completed', metrics, passed_filter: approved, verdict: { approved, gates }, trials_counted: 4 })
  }

  it('counts per gate what it rejected, and what only it rejected; takes gates as they come', () => {
    const read = readVerdicts([
      judged(1, [gate('a', false), gate('b', false)]),
      judged(3, [gate('a', true), gate('b', false), gate('sealed_holdout', true)]),
      judged(2, [gate('a', true), gate('b', true)]),
      sampleStrategy(1, { status: 'failed', metrics: null, verdict: null, passed_filter: false }),
    ])
    expect(read.gates).toEqual([
      { gate: 'a', judged: 3, rejected: 1, rejected_alone: 0 },
      { gate: 'b', judged: 3, rejected: 2, rejected_alone: 1 },
      { gate: 'sealed_holdout', judged: 1, rejected: 0, rejected_alone: 0 },
    ])
    expect([read.completed, read.failed, read.approved.length]).toEqual([3, 1, 1])
    expect(read.best?.metrics?.sharpe_ratio).toBe(3)
    expect(read.trials).toEqual([4, 4, 4, null])
  })
})
