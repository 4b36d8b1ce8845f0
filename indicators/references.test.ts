import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { Bars } from '../domain/bars.ts'
import { CLAIMS, NOT_CLAIMED } from './contract/referenceClaims.ts'

const file = fileURLToPath(new URL('../../shared/reference-values/09-technical-indicators.json', import.meta.url))

interface StoredCase {
  name: string
  function: string
  inputs: {
    dataset?: string
    series: string[] | Record<string, number[]>
    params?: Record<string, number>
    index?: number[]
  }
  expected: unknown
  tolerance: { abs: number; rel: number }
}
interface Stored {
  datasets: Record<string, Record<string, number[]>>
  cases: StoredCase[]
}

/** A case brings only the columns that it needs: what lacks is the close, and volumes of 1. */
function barsOf(stored: Stored, { inputs }: StoredCase): Bars {
  const series = inputs.dataset !== undefined ? stored.datasets[inputs.dataset]! : (inputs.series as Record<string, number[]>)
  const close = series['close'] ?? series['real'] ?? series['price'] ?? series['high'] ?? series['volume']!
  const columnOf = (name: string, otherwise: number[]): Float64Array => Float64Array.from(series[name] ?? otherwise)
  return {
    time: Float64Array.from(close, (_, i) => i * 60_000),
    open: columnOf('open', close),
    high: columnOf('high', close),
    low: columnOf('low', close),
    close: Float64Array.from(close),
    volume: columnOf(
      'volume',
      close.map(() => 1),
    ),
  }
}

const stored: Stored = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Stored) : { datasets: {}, cases: [] }

describe.skipIf(!existsSync(file))('reference values (needs ../shared/reference-values)', () => {
  const isRefused = ({ name }: StoredCase): boolean => NOT_CLAIMED[name] !== undefined
  const claimed = stored.cases.filter((reference) => !isRefused(reference))

  it.skip.each(stored.cases.filter(isRefused).map(({ name }) => [name, NOT_CLAIMED[name]] as const))('%s: %s', () => undefined)

  it.each(claimed.map((reference) => [reference.name, reference] as const))('%s', (name, reference) => {
    const claim = CLAIMS[name] ?? CLAIMS[reference.function]
    if (claim === undefined) expect.fail(`${name} is neither claimed nor refused`)
    const { params = {}, index = [] } = reference.inputs
    const compared = claim({
      name,
      function: reference.function,
      params,
      index,
      bars: barsOf(stored, reference),
      expected: reference.expected,
    })
    const { abs, rel } = reference.tolerance
    expect(Object.keys(compared).length).toBeGreaterThan(0)
    for (const [output, [ours, theirs]] of Object.entries(compared)) {
      expect(ours.length, output).toBe(theirs.length)
      expect(theirs.length).toBeGreaterThan(0)
      theirs.forEach((value, i) => {
        const got = ours[i]!
        if (value === null) expect(got, `${output}[${i}]`).toBeNaN()
        else expect(Math.abs(got - value), `${output}[${i}]: ${got} for ${value}`).toBeLessThanOrEqual(abs + rel * Math.abs(value))
      })
    }
  })

  it('refuses no case that does not exist, and claims most', () => {
    const names = stored.cases.map(({ name }) => name)
    expect(Object.keys(NOT_CLAIMED).filter((name) => !names.includes(name))).toEqual([])
    expect(claimed.length).toBeGreaterThanOrEqual(70)
  })
})
