import type { Orders, Played, PlayRun, Window } from './simulateWindow.ts'

export const windowsOf = ({ settings, columns }: PlayRun): readonly Window[] => settings.windows ?? [{ from: 0, to: columns.time.length }]

/** The tickets of all windows in one row; undefined where no window has any. */
function joined(parts: readonly Extract<Played, { actions: Uint8Array }>[], length: number): Orders | undefined {
  const named = parts.find(({ orders }) => orders !== undefined)?.orders
  if (named === undefined || parts.length === 1) return named
  return Object.fromEntries(
    Object.keys(named).map((field) => {
      const column = new Float64Array(length).fill(NaN)
      let at = 0
      for (const { actions, orders } of parts) {
        if (orders !== undefined) column.set(orders[field] as Float64Array, at)
        at += actions.length
      }
      return [field, column]
    }),
  )
}

/** One run, window after window; only the orders leave. */
export function playWindows(run: PlayRun, play: (window: Window) => Played): Played {
  const windows = windowsOf(run)
  const actions = new Uint8Array(windows.reduce((total, { from, to }) => total + to - from, 0))
  const parts: Extract<Played, { actions: Uint8Array }>[] = []
  let filled = 0
  for (const window of windows) {
    const played = play(window)
    if ('failure' in played) return played
    actions.set(played.actions, filled)
    filled += played.actions.length
    parts.push(played)
  }
  return { actions, orders: joined(parts, actions.length) }
}
