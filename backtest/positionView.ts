import type { PositionView } from './simulation.ts'

export function newView(): PositionView {
  return flatten({ side: 0, entryPrice: NaN, barsHeld: 0, unrealizedReturn: NaN })
}

export function flatten(view: PositionView): PositionView {
  view.side = 0
  view.entryPrice = NaN
  view.barsHeld = 0
  view.unrealizedReturn = NaN
  return view
}
