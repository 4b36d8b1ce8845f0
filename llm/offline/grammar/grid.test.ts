import { afterAll, describe, expect, it } from 'vitest'
import { openSandbox } from '../../../sandbox/pool.ts'
import { strategySource } from '../../../sandbox/source.ts'
import { askCodegen, askStrategist, valueOf } from '../proof/askPolicy.ts'
import { emptyWorld, fakeModel } from '../proof/fakeWorld.ts'
import type { Genome } from './genome.ts'
import { gridOf } from './grid.ts'
import type { Placed } from './express.ts'

const genome = (exits: Genome['exits']): Genome => ({
  logic: 'momentum',
  sides: 'both',
  trigger: null,
  filters: [],
  exits,
  model: null,
  generation: 1,
  repairs: 0,
})
const whole = (min: number, max: number) => ({ default: 10, min, max, integer: true })
const placed = (params: Record<string, number>, max = 1000): Placed =>
  ({
    key: 'x',
    entry: {
      name: 'x',
      params: Object.fromEntries(
        Object.keys(params).map((name) => [name, name === 'deviation' ? { default: 2, min: 0.1, max: 10, integer: false } : whole(2, max)]),
      ),
    },
    condition: { params },
  }) as unknown as Placed

describe('gridOf', () => {
  it.each([
    ['one memory', { period: 20 }, 1000, { name: 'period', values: [20, 14, 28] }],
    ['the memory and not the width', { deviation: 2.1, period: 20 }, 1000, { name: 'period', values: [20, 14, 28] }],
    ['the longest of several', { fast: 12, slow: 26, signal: 9 }, 1000, { name: 'slow', values: [26, 18, 36] }],
    ['never shorter than the next', { fast: 20, slow: 26 }, 1000, { name: 'slow', values: [26, 36] }],
    ['never beyond the bounds', { period: 900 }, 1000, { name: 'period', values: [900, 630] }],
  ])('%s', (_what, params, max, choice) => {
    const grid = gridOf(genome({ stopLoss: 0.03, maxBarsHeld: 40 }), [placed(params, max)])
    expect(grid).toEqual({ indicator: { key: 'x', ...choice }, exits: [] })
  })

  it('is of exits alone where no indicator remembers', () => {
    const exits = [{ name: 'maxBarsHeld', values: [40, 28, 56] }]
    expect(gridOf(genome({ stopLoss: 0.03, maxBarsHeld: 40 }), [])).toEqual({ exits })
    expect(gridOf(genome({ stopLoss: 0.03, maxBarsHeld: 40 }), [placed({})])).toEqual({ exits })
    expect(gridOf(genome({ stopLoss: 0.03 }), [])).toEqual({ exits: [{ name: 'stopLoss', values: [0.03, 0.045] }] })
    expect(gridOf(genome({}), [])).toEqual({ exits: [] })
  })
})

describe('strategies of the offline policy', () => {
  const sandbox = openSandbox({ processes: 1 })
  afterAll(() => sandbox.close())

  it('declare 2 or 3 points, all of them usable, the first as the words say', async () => {
    const world = { ...emptyWorld(), families: ['XGBoost'], models: [fakeModel('XGBoost', 1)] }
    for (let seed = 0; seed < 60; seed++) {
      const decision = valueOf(await askStrategist(world, { seed }))
      const modelIds = decision.strategy_type === 'pure_technical' ? [] : ['XGBoost_direction_v1']
      const { code, exit_logic } = valueOf(await askCodegen(world, decision, { seed, modelIds }))
      const declared = await sandbox.declare(strategySource(code))
      expect(declared.ok, declared.ok ? '' : `${declared.failure.message}\n${code}`).toBe(true)
      if (!declared.ok) continue
      const { params, exits } = declared.declaration
      const points = params?.grid.length ?? 1
      expect(points, code).toBeGreaterThanOrEqual(2)
      expect(points, code).toBeLessThanOrEqual(3)
      expect(exit_logic).toContain(`stop-loss ${Number((100 * (exits.stopLoss as number)).toPrecision(3))} %`)
      expect(code).not.toMatch(/'\w+':|undefined/)
    }
  })
})
