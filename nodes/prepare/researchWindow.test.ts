import { describe, expect, it } from 'vitest'
import type { Dataset } from '../../domain/dataset.ts'
import { UsageError } from '../../domain/errors.ts'
import { researchWindow } from './researchWindow.ts'

const dataset = {
  dataset_id: 'binance:BTCUSDT:1h',
  timeframe: '1h',
  first_time: '2022-01-01T00:00:00.000Z',
  last_time: '2024-06-30T23:00:00.000Z',
} as Dataset
const sealed = Date.UTC(2024, 0, 1)
const window = (from: string, to: string): string[] => {
  const { from: start, to: end } = researchWindow(dataset, from, to, sealed)
  return [new Date(start).toISOString(), new Date(end).toISOString()]
}

describe('researchWindow', () => {
  it('goes from the first bar to the seal by default', () => {
    expect(window('', '')).toEqual(['2022-01-01T00:00:00.000Z', '2024-01-01T00:00:00.000Z'])
  })

  it('reads days and times as UTC and clips to the data before the seal', () => {
    expect(window('2023-01-01', '2024-01-01')).toEqual(['2023-01-01T00:00:00.000Z', '2024-01-01T00:00:00.000Z'])
    expect(window('2023-01-01 12:00', '2023-06-01T00:00:00+02:00')).toEqual(['2023-01-01T12:00:00.000Z', '2023-05-31T22:00:00.000Z'])
    expect(window('2019-01-01', '2030-01-01')).toEqual(['2022-01-01T00:00:00.000Z', '2024-01-01T00:00:00.000Z'])
  })

  it.each([
    ['yesterday', '', /--from "yesterday" is no date/],
    ['2023-02-30', '', /--from "2023-02-30" is no date/],
    ['', '01/02/2023', /--to "01\/02\/2023" is no date/],
    ['2024-01-01', '2023-01-01', /is not before/],
    ['2023-01-01', '2023-01-02', /holds 24 bars, too few/],
    ['2025-01-01', '2026-01-01', /holds 0 bars.*covers 2022-01-01/],
    ['2024-02-01', '2024-06-01', /holds 0 bars.*sealed from 2024-01-01 on as a holdout/],
    ['', '2021-06-01', /^The window holds 0 bars.*covers 2022-01-01/],
    ['2024-02-01', '', /is not before --to 2024-01-01/],
  ])('refuses --from %s --to %s', (from, to, message) => {
    expect(() => researchWindow(dataset, from, to, sealed)).toThrow(UsageError)
    expect(() => researchWindow(dataset, from, to, sealed)).toThrow(message)
  })
})
