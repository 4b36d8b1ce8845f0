import { markup, type Html, type Part } from './markup.ts'

export interface Column {
  readonly title: string
  /** Figures stand to the right and sort as numbers. */
  readonly number?: boolean
}

export interface Cell {
  readonly content: Part
  /** What the column is sorted by, where that is not what the cell shows; null for what does not exist. */
  readonly value?: number | string | null
  readonly style?: string
}

export interface Row {
  readonly cells: readonly Cell[]
  readonly id?: string
  readonly style?: string
}

function cellHtml(cell: Cell, column: Column | undefined): Html {
  const style = [column?.number === true ? 'n' : '', cell.style ?? ''].filter((name) => name !== '').join(' ')
  const sorted = cell.value === undefined ? markup`` : markup` data-v="${cell.value ?? ''}"`
  return markup`<td class="${style}"${sorted}>${cell.content}</td>`
}

/** A table that scrolls by itself where the page is too narrow. */
export function table(label: string, columns: readonly Column[], rows: readonly Row[], style = ''): Html {
  const head = columns.map(({ title, number }) => markup`<th scope="col" class="${number === true ? 'n' : ''}">${title}</th>`)
  const body = rows.map(
    (row) =>
      markup`<tr class="${row.style ?? ''}"${row.id === undefined ? markup`` : markup` id="${row.id}"`}>${row.cells.map((cell, index) => cellHtml(cell, columns[index]))}</tr>\n`,
  )
  return markup`<div class="scroll" role="region" aria-label="${label}" tabindex="0"><table class="${style}"><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`
}

/** A figure's cell, sorted by the figure itself. */
export function figure(value: number | null | undefined, text: Part, style = ''): Cell {
  return { content: text, value: value ?? null, style }
}
