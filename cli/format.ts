/** `1.23`, or a dash for what does not exist. */
export function decimal(value: number | null | undefined, digits = 2): string {
  return value == null ? '–' : value.toFixed(digits)
}

/** A fraction as `12.3 %`, or a dash for what does not exist. */
export function percent(value: number | null | undefined, digits = 1): string {
  return value == null ? '–' : `${(value * 100).toFixed(digits)} %`
}

/** Rows as aligned text; numbers (columns named in `right`) to the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[], right: readonly string[] = []): string {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)))
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => {
        const width = widths[column] ?? 0
        return right.includes(head[column] ?? '') ? cell.padStart(width) : cell.padEnd(width)
      })
      .join('  ')
      .trimEnd()
  return [line(head), widths.map((width) => '─'.repeat(width)).join('  '), ...rows.map(line)].join('\n')
}
