import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { brokenFigures, nestingProblems } from '../fixture/wellFormed.ts'
import { htmlText } from '../markup.ts'
import { lineChart } from './lineChart.ts'
import { linearScale, logScale, niceTicks } from './scale.ts'
import { scatter, type Point } from './scatter.ts'
import { spread } from './spread.ts'
import { thin } from './thin.ts'
import { timeTicks } from './timeTicks.ts'

const SIZE = { width: 400, height: 300, left: 40, right: 60, top: 10, bottom: 30 }

describe('scales', () => {
  it.each([
    [0, 1, 5, [0, 0.2, 0.4, 0.6, 0.8, 1]],
    [-3, 4, 6, [-4, -2, 0, 2, 4]],
    [0.97, 1.02, 5, [0.97, 0.98, 0.99, 1, 1.01, 1.02]],
    [0, 0, 5, [0, 0.2]],
  ])('ticks from %d to %d, about %d', (low, high, count, ticks) => {
    expect(niceTicks(low, high, count)).toEqual(ticks)
  })

  it('holds every value between its ends, larger values higher', () => {
    const values = fc.double({ min: -1e6, max: 1e6, noNaN: true })
    fc.assert(
      fc.property(values, values, values, (a, b, c) => {
        const [low, middle, high] = [a, b, c].sort((x, y) => x - y) as [number, number, number]
        const scale = linearScale(low, high, 100, 0)
        for (const value of [low, middle, high]) {
          expect(scale.at(value)).toBeLessThanOrEqual(100 + 1e-6)
          expect(scale.at(value)).toBeGreaterThanOrEqual(-1e-6)
        }
        expect(scale.at(low)).toBeGreaterThanOrEqual(scale.at(high))
      }),
    )
  })

  it('gives equal ratios equal distances on a logarithmic axis', () => {
    const scale = logScale(0.5, 8, 0, 4)
    expect([0.5, 1, 2, 4, 8].map((value) => Math.round(scale.at(value) * 1e9) / 1e9)).toEqual([0, 1, 2, 3, 4])
    expect(scale.ticks).toEqual([0.5, 1, 2, 5])
  })
})

describe('timeTicks', () => {
  it.each([
    ['2023-01-01', '2023-12-31', 6, ['2023', 'Mar', 'May', 'Jul', 'Sep', 'Nov']],
    ['2022-11-15', '2023-04-02', 12, ['Dec', '2023', 'Feb', 'Mar', 'Apr']],
    ['2019-06-01', '2024-05-01', 5, ['2020', '2021', '2022', '2023', '2024']],
    ['2019-06-01', '2024-08-01', 5, ['2020', '2022', '2024']],
    ['2023-02-26', '2023-03-04', 3, ['26 Feb', '28 Feb', '2 Mar', '4 Mar']],
  ])('from %s to %s', (from, to, count, labels) => {
    expect(timeTicks(Date.parse(from), Date.parse(to), count).map(({ label }) => label)).toEqual(labels)
  })
})

describe('thin', () => {
  it('never leaves out the first, the last, the highest or the lowest', () => {
    const values = Float64Array.from({ length: 5000 }, (_, index) => Math.sin(index / 90))
    values[2345] = -9
    values[4001] = 9
    const kept = thin(values, 200)
    expect(kept.length).toBeLessThan(850)
    for (const index of [0, 2345, 4001, 4999]) expect(kept).toContain(index)
    expect(kept).toEqual([...new Set(kept)].sort((a, b) => a - b))
  })

  it('keeps a short line whole', () => expect(thin(new Float64Array(5), 100)).toEqual([0, 1, 2, 3, 4]))
})

describe('spread', () => {
  it('moves labels apart, in their order, and keeps them inside', () => {
    expect(spread([50, 52, 20], 14, 0, 100)).toEqual([50, 64, 20])
    expect(spread([95, 96, 97], 14, 0, 100)).toEqual([72, 86, 100])
  })
})

describe('scatter', () => {
  const point = (x: number, y: number | null): Point => ({ x, y, error: 1, kind: 'explore', href: '#a', title: 'one' })
  const draw = (points: Point[]): string =>
    htmlText(scatter({ size: SIZE, title: 'all', points, references: [{ value: 2.5, style: 'luck', label: 'luck 2.50' }] }))

  it('draws one mark for each point, those without a figure on the rail', () => {
    const svg = draw([point(1, 0.5), point(2, null), point(3, -4)])
    expect(svg.match(/class="mark explore"/g)).toHaveLength(2)
    expect(svg.match(/class="mark other"/g)).toHaveLength(1)
    expect(svg).toContain('luck 2.50')
    expect(brokenFigures(svg)).toEqual([])
    expect(nestingProblems(svg)).toEqual([])
  })

  it('climbs with the best so far and never falls', () => {
    const d = /class="line best" d="M([^"]*)"/.exec(draw([point(1, 0), point(2, 2), point(3, 1), point(4, 3)]))?.[1] ?? ''
    const heights = [...d.matchAll(/V([\d.]+)/g)].map(([, height]) => Number(height))
    expect(heights).toHaveLength(2)
    expect(heights[1]).toBeLessThan(heights[0]!)
  })

  it.each([[[point(1, null)]], [[point(7, 0)]], [[point(1, 1e9), point(2, -1e9)]]])('draws what is out of the ordinary', (points) => {
    expect(brokenFigures(draw(points))).toEqual([])
  })
})

describe('lineChart', () => {
  const draw = (values: number[], filled = false): string =>
    htmlText(
      lineChart({
        size: SIZE,
        title: 'growth',
        series: [{ style: 's1', firstTime: Date.parse('2023-01-01'), values: Float64Array.from(values), label: 'end' }],
        format: String,
        base: filled ? 0 : 1,
        filled,
      }),
    )
  const heightsOf = (svg: string): number[] =>
    [...(/class="line s1" d="M([^"]*)"/.exec(svg)?.[1] ?? '').matchAll(/[\d.-]+ ([\d.-]+)/g)].map(([, height]) => Number(height))

  it('draws more as higher, inside the drawing', () => {
    const heights = heightsOf(draw([1, 1.5, 0.8]))
    expect(heights[1]).toBeLessThan(heights[0]!)
    expect(heights[2]).toBeGreaterThan(heights[0]!)
    for (const height of heights) expect(height).toBeGreaterThanOrEqual(SIZE.top)
    for (const height of heights) expect(height).toBeLessThanOrEqual(SIZE.height - SIZE.bottom)
  })

  it('has a logarithmic axis for what multiplies', () => {
    const [one = 0, two = 0, three = 0] = heightsOf(draw([1, 4, 16]))
    expect(one - two).toBeCloseTo(two - three, 0)
  })

  it.each([[[1, 1]], [[1, 0, 0]], [[1, 1e12]], [[1, 1.0000001]]])('draws %j without a broken figure', (values) => {
    expect(brokenFigures(draw(values))).toEqual([])
    expect(nestingProblems(draw(values))).toEqual([])
  })

  it('fills drawdowns from zero down', () => expect(draw([0, -0.2, -0.1], true)).toContain('class="area s1"'))
})
