import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sliceBars } from '../../domain/bars.ts'
import { TICKET_FIELDS, type EngineSettings } from '../../domain/order.ts'
import type { GridPoint } from '../../domain/strategy.ts'
import { strategySource } from '../../sandbox/source.ts'
import { simulate } from '../kernel.ts'
import { detailedEngineOf, legOf, madeUpLeg } from '../proof/madeUpDetails.ts'
import { openSandboxWithoutWalls } from '../proof/openSandbox.ts'
import type { Decide, Simulation } from '../simulation.ts'
import type { Ground } from './ground.ts'
import { simulateWindow } from './windowResult.ts'

const lookingBack = (engine: EngineSettings): number =>
  Math.max(engine.costs.impact?.lookbackBars ?? 0, engine.sizing?.kind === 'volatility_target' ? engine.sizing.lookbackBars : 0)

/** What counts of a run from this bar on, indices from there. */
function tailOf(simulation: Simulation, from: number): object {
  const { equity, position, actions, orders, trades, ...sums } = simulation
  const { count, ...columns } = trades
  const rows = Array.from({ length: count }, (_, i) => Object.values(columns).map((column) => column[i]))
  const shifted = { entryIndex: trades.entryIndex.map((i) => i - from), exitIndex: trades.exitIndex.map((i) => i - from) }
  return {
    equity: [...equity.slice(from)],
    position: [...position.slice(from)],
    actions: [...actions.slice(from)],
    orders: orders && TICKET_FIELDS.map((field) => [...orders[field].slice(from)]),
    trades: rows.length,
    columns: Object.entries({ ...columns, ...shifted }).map(([name, column]) => [name, [...column.slice(0, count)]]),
    sums: { ...sums, ruinedAt: sums.ruinedAt < 0 ? -1 : sums.ruinedAt - from },
  }
}

describe('a window of an engine that looks back', () => {
  it('is to the last bit the end of a run over all bars before it, with decisions from its start on', () => {
    const seen = { led: 0, traded: 0, early: 0 }
    fc.assert(
      fc.property(legOf, detailedEngineOf, fc.nat(30), (shape, engine, start) => {
        const leg = madeUpLeg({ ...shape, gap: 0, late: 0, bars: shape.bars + 20 })
        const from = Math.min(start, leg.bars.time.length - 2)
        const to = leg.bars.time.length - 1
        const decide: Decide = (index, _position, ticket) => {
          for (const field of TICKET_FIELDS) ticket[field] = leg.tickets[index]?.[field] ?? NaN
          return leg.wishes[index]!
        }
        const whole = simulate(sliceBars(leg.bars, 0, to), engine, leg.exits, from, decide, leg.market)
        const { actions, orders } = whole
        const ordered = {
          actions: actions.slice(from),
          orders:
            orders && (Object.fromEntries(TICKET_FIELDS.map((field) => [field, orders[field].slice(from)])) as unknown as typeof orders),
        }
        const ground: Ground = {
          ...{ sandbox: openSandboxWithoutWalls({}, () => () => 0), source: strategySource('none'), predictions: {}, seed: 1 },
          ...{ bars: leg.bars, engine, market: leg.market, columns: () => ({}) },
        }
        const point: GridPoint = { params: {}, needs: { warmupBars: 0, indicators: {}, models: {} }, exits: leg.exits }
        const window = simulateWindow(ground, point, { from, to }, ordered)
        if ('stage' in window) throw new Error(window.message)
        expect(tailOf(window, 0)).toEqual(tailOf(whole, from))
        if (lookingBack(engine) > 0 && from > 0) seen.led++
        if (window.trades.count > 0) seen.traded++
        if (from > lookingBack(engine) && window.trades.entryIndex[0] === 1 && lookingBack(engine) > 0) seen.early++
      }),
      { numRuns: 600 },
    )
    for (const [what, count] of Object.entries(seen)) expect([what, count > 40]).toEqual([what, true])
  })
})
