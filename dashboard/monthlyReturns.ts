import type { ReturnsFact } from '../domain/facts.ts'
import { DAY_MS } from './svg/timeTicks.ts'

export interface YearOfReturns {
  readonly year: number
  /** January first; null for a month without a day. */
  readonly months: readonly (number | null)[]
  readonly total: number
}

/** Daily returns compounded by calendar month and year, UTC. */
export function monthlyReturns({ first_day, returns }: ReturnsFact): YearOfReturns[] {
  const years = new Map<number, (number | null)[]>()
  const start = Date.parse(first_day)
  returns.forEach((value, index) => {
    const date = new Date(start + index * DAY_MS)
    const months = years.get(date.getUTCFullYear()) ?? Array.from({ length: 12 }, () => null)
    const month = date.getUTCMonth()
    months[month] = (1 + (months[month] ?? 0)) * (1 + value) - 1
    years.set(date.getUTCFullYear(), months)
  })
  return [...years].map(([year, months]) => ({
    year,
    months,
    total: months.reduce<number>((sum, value) => (1 + sum) * (1 + (value ?? 0)) - 1, 0),
  }))
}
