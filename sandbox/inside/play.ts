import { openRealm, type Evaluate, type StrategyFactory } from './realm.ts'
import { windowPlayer, type Orders, type Played, type PlayRun, type PlayWindow, type Simulate, type Window } from './windowPlayer.ts'

/** Of each strategy object V8 learns its layout anew; having seen so many it stops compiling for single ones. */
const REHEARSALS = 5
const REHEARSED_BARS = 64

/**
 * Where there are several windows, the start of the first one a few times over, its orders forgotten: what the strategy does there it does again, so that
 * nothing but time changes. Otherwise the code of each of the first windows is compiled in vain (measured: half of the whole time). The first run does it for all.
 */
function rehearsals(windows: readonly Window[]): Window[] {
  const [first] = windows
  if (first === undefined || windows.length < 2) return []
  return Array.from({ length: REHEARSALS }, () => ({ from: first.from, to: Math.min(first.to, first.from + REHEARSED_BARS) }))
}

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
function playRun(playWindow: PlayWindow, run: PlayRun, evaluate: Evaluate, isFirst: boolean): Played {
  const windows = run.settings.windows ?? [{ from: 0, to: run.columns.time.length }]
  for (const window of isFirst ? rehearsals(windows) : []) {
    const played = playWindow(run, evaluate, window)
    if ('failure' in played) return played
  }
  const actions = new Uint8Array(windows.reduce((total, { from, to }) => total + to - from, 0))
  const parts: Extract<Played, { actions: Uint8Array }>[] = []
  let filled = 0
  for (const window of windows) {
    const played = playWindow(run, evaluate, window)
    if ('failure' in played) return played
    actions.set(played.actions, filled)
    filled += played.actions.length
    parts.push(played)
  }
  return { actions, orders: joined(parts, actions.length) }
}

/** The simulations with the strategy's decisions, run after run, each as if it were the only one. The runs' columns have the same names. */
export function play(factory: StrategyFactory, simulate: Simulate, globals: readonly string[], runs: readonly PlayRun[]): Played[] {
  const playWindow = windowPlayer(simulate, runs[0] as PlayRun)
  const evaluates = openRealm(
    factory,
    globals,
    runs.map(({ settings }) => settings),
  )
  return runs.map((run, i) => playRun(playWindow, run, evaluates[i] as Evaluate, i === 0))
}
