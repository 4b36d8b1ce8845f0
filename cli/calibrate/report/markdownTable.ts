import type { TableText } from './describeReport.ts'

/** A Markdown table as Prettier would write it: the first column is names, the others are figures. */
export function markdownTable({ head, rows }: TableText): string {
  const widths = head.map((title, column) => Math.max(4, title.length, ...rows.map((row) => (row[column] ?? '').length)))
  const line = (cells: readonly string[]): string => {
    const padded = cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] as number) : cell.padStart(widths[column] as number)))
    return `| ${padded.join(' | ')} |`
  }
  const rule = widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`))
  return [line(head), line(rule), ...rows.map(line)].join('\n')
}
