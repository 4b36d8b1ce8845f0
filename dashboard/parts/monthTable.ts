import type { ReturnsFact } from '../../domain/facts.ts'
import { NONE, signed } from '../format.ts'
import { markup, NOTHING, type Html } from '../markup.ts'
import { monthlyReturns } from '../monthlyReturns.ts'
import { figure, table, type Cell } from '../table.ts'

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec', 'Year']

/** Returns of this size (a fraction) and more get the full tint. */
const FULL_TINT = 0.15

function cell(value: number | null): Cell {
  if (value === null) return { content: NONE }
  const strength = Math.round(Math.min(Math.abs(value) / FULL_TINT, 1) * 100)
  return figure(
    value,
    markup`<span class="month ${value < 0 ? 'loss' : 'gain'}" style="--tint:${strength}%">${signed(value * 100, 1)}</span>`,
  )
}

/** Percent by calendar month; nothing where no returns are stored. */
export function monthTable(returns: ReturnsFact | undefined): Html {
  if (returns === undefined || returns.returns.length === 0) return NOTHING
  const rows = monthlyReturns(returns).map(({ year, months, total }) => ({
    cells: [{ content: String(year) }, ...months.map(cell), figure(total, markup`<b>${signed(total * 100, 1)}</b>`)],
  }))
  return table('Returns by month in percent', [{ title: '%' }, ...MONTHS.map((title) => ({ title, number: true }))], rows, 'months')
}
