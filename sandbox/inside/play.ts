import { openRealm, type Evaluate, type StrategyFactory } from './realm.ts'
import { playWindows, windowsOf } from './playWindows.ts'
import type { Played, PlayRun, Simulate, Window } from './simulateWindow.ts'
import { windowPlayer, type PlayWindow } from './windowPlayer.ts'

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

function playRun(playWindow: PlayWindow, run: PlayRun, evaluate: Evaluate, isFirst: boolean): Played {
  for (const window of isFirst ? rehearsals(windowsOf(run)) : []) {
    const played = playWindow(run, evaluate, window)
    if ('failure' in played) return played
  }
  return playWindows(run, (window) => playWindow(run, evaluate, window))
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
