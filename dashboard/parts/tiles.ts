import { markup, type Html } from '../markup.ts'

export interface Tile {
  readonly label: string
  readonly figure: string
  readonly note: string
}

export function tiles(all: readonly Tile[]): Html {
  const parts = all.map(
    ({ label, figure, note }) => markup`<div class="tile"><dt>${label}</dt><dd>${figure}<small>${note}</small></dd></div>`,
  )
  return markup`<dl class="tiles">${parts}</dl>\n`
}
