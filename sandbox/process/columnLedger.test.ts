import { describe, expect, it } from 'vitest'
import { columnKey } from './columnKey.ts'
import { columnLedger } from './columnLedger.ts'

const filled = (length: number, value: number): Float64Array => new Float64Array(length).fill(value)

describe('columnKey', () => {
  it('is of the content: a copy and a slice have it, any single change has another', () => {
    const column = Float64Array.from({ length: 200 }, (_, i) => Math.sin(i))
    expect(columnKey(column.slice())).toBe(columnKey(column))
    expect(columnKey(column.subarray(50, 60))).toBe(columnKey(column.slice(50, 60)))
    const keys = new Set([columnKey(column)])
    for (let i = 0; i < column.length; i++) {
      const changed = column.slice()
      changed[i] = -(changed[i] as number)
      if (i > 0) keys.add(columnKey(changed))
    }
    expect(keys.size).toBe(200)
  })

  it('is not blind to changes that come in pairs, nor to order', () => {
    const column = Float64Array.from({ length: 64 }, (_, i) => i + 0.5)
    const negated = column.map((x) => -x)
    const pairs = new Set([columnKey(column), columnKey(negated), columnKey(column.slice().reverse())])
    for (let i = 0; i + 1 < column.length; i++) {
      const changed = column.slice()
      changed[i] = -(column[i] as number)
      changed[i + 1] = -(column[i + 1] as number)
      pairs.add(columnKey(changed))
    }
    expect(pairs.size).toBe(66)
    expect(columnKey(filled(2, 0))).not.toBe(columnKey(filled(3, 0)))
    expect(columnKey(filled(1, 0))).not.toBe(columnKey(filled(1, -0)))
  })
})

describe('columnLedger', () => {
  it('sends a column once, and again after it was changed in place', () => {
    const ship = columnLedger(1e6)
    const column = filled(10, 1)
    expect(ship([column, filled(10, 1), filled(10, 2)]).receive).toHaveLength(2)
    expect(ship([column]).receive).toHaveLength(0)
    column[9] = 3
    expect(ship([column]).contents).toEqual([column])
  })

  it('drops what was unused for longest, never what the run needs', () => {
    const ship = columnLedger(160)
    const [a, b, c] = [1, 2, 3].map((value) => filled(10, value)) as [Float64Array, Float64Array, Float64Array]
    expect(ship([a, b]).drop).toEqual([])
    ship([a])
    expect(ship([c]).drop).toEqual([columnKey(b)])
    expect(ship([a, b, c]).drop).toEqual([])
    expect(ship([b]).drop).toEqual([columnKey(a)])
  })
})
