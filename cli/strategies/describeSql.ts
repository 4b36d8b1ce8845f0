import type { SqlAnswer } from '../../data/tables/sqlAnswer.ts'
import { table } from '../format.ts'

function cell(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value as string | number | boolean)
}

export function describeSql({ columns, rows, truncated }: SqlAnswer): string {
  const lines = table(
    columns,
    rows.map((row) => row.map(cell)),
  )
  return truncated ? `${lines}\n… more rows; add a LIMIT or an aggregate` : lines
}
