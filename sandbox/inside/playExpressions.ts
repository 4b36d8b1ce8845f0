import type { Expressions } from './steps.ts'
import { CLOCK, clockColumn } from './clock.ts'
import { expressionColumn, type Column } from './expressionColumn.ts'
import { playWindows } from './playWindows.ts'
import type { EnginePosition } from './positionView.ts'
import { simulateWindow, type Played, type PlayRun, type Simulate } from './simulateWindow.ts'

/** The ACTION of an exit. */
const EXIT = 3

/** The simulations, run after run, of a strategy that is steps on columns: nothing of what its author wrote is executed. */
export function playExpressions({ steps, reads, enter, exit }: Expressions, simulate: Simulate, runs: readonly PlayRun[]): Played[] {
  return runs.map((run) => {
    const clocks = Object.keys(CLOCK).filter((name) => reads.includes(name))
    const numbers = { ...run.columns.numbers, ...Object.fromEntries(clocks.map((name) => [name, clockColumn(run.columns.time, name)])) }
    const askedFor = (root: number): Column => expressionColumn(steps, root, { ...run.columns, numbers }, run.settings.params ?? {})
    const [entering, leaving] = [askedFor(enter), askedFor(exit)]
    return playWindows(run, (window) =>
      simulateWindow(simulate, run, window, (start) => {
        const decide = (index: number, position: EnginePosition): number =>
          position.side === 0 ? entering.at(start + index, position) : EXIT * leaving.at(start + index, position)
        return Object.assign(decide, { seek: (from: number, to: number) => entering.seek(start + from, start + to) - start })
      }),
    )
  })
}
