import { describe, expect, it } from 'vitest'
import { columnKey } from './columnKey.ts'
import { columnLedger } from './columnLedger.ts'

const filled = (length: number, value: number): Float64Array => new Float64Array(length).fill(value)

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
