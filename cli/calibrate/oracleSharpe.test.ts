import { describe, expect, it } from 'vitest'
import { simulate } from '../../backtest/kernel.ts'
import { generateMarket } from '../../data/markets/generateMarket.ts'
import { EDGES, PLANTED_KINDS } from '../../data/markets/kinds.ts'
import { TRUE_SHARPE } from '../../data/markets/market.ts'
import { DEFAULT_ENGINE } from '../../domain/order.ts'
import { mean } from '../../math/moments.ts'
import { oracleSharpe } from './oracleSharpe.ts'

const YEARS = 100
const bars = YEARS * 8760
/** Three standard errors of a Sharpe ratio of 3 (Lo 2002): (1 + S²/2/365) / years, under the root. */
const TOLERANCE = 3 * Math.sqrt((1 + TRUE_SHARPE ** 2 / 730) / YEARS)
const FREE = { ...DEFAULT_ENGINE, costs: { feeBps: 0, slippageBps: 0 } }

describe.each(PLANTED_KINDS)('who knows the edge of %s', (kind) => {
  const edge = EDGES[kind]

  it(`has a Sharpe ratio of ${TRUE_SHARPE} after costs`, () => {
    expect(DEFAULT_ENGINE.costs).toEqual({ feeBps: 10, slippageBps: 5 })
    expect(Math.abs(oracleSharpe({ seed: 2, bars, edge })! - TRUE_SHARPE)).toBeLessThan(TOLERANCE)
  })

  it('earns nothing where it is not planted, even without costs', () => {
    expect(Math.abs(oracleSharpe({ seed: 3, bars, edge, strength: 0 }, FREE)!)).toBeLessThan(TOLERANCE)
  })

  it('has less of a weaker edge', () => {
    const shorter = { seed: 4, bars: 25 * 8760, edge }
    expect(oracleSharpe({ ...shorter, strength: edge.strength / 2 })!).toBeLessThan(oracleSharpe(shorter)! - 1)
  })
})

it('a market without edge pays nobody for holding it either', () => {
  const { bars: walk } = generateMarket({ seed: 6, bars, edge: EDGES.planted_breakout, strength: 0 })
  const { equity } = simulate(walk, { ...FREE, initialCash: 1 }, {}, 0, (index) => (index === 0 ? 1 : 0))
  const hourly = equity.map((value, i) => (i === 0 ? 0 : value / equity[i - 1]! - 1))
  expect(Math.abs(mean(hourly)! * 8760)).toBeLessThan((3 * 0.48) / Math.sqrt(YEARS))
})
