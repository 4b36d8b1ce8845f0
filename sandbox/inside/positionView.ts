import { strictFields } from './strictFields.ts'

/** The engine's own position; one object, reused from bar to bar, which a strategy never holds. */
export interface EnginePosition {
  readonly side: number
  readonly entryPrice: number
  readonly barsHeld: number
  readonly unrealizedReturn: number
}

/** The `position` of a strategy: reads the engine's position as it is at the current bar. */
export function createPositionView(): { position: object; show: (current: EnginePosition) => void } {
  let engine: EnginePosition = { side: 0, entryPrice: NaN, barsHeld: 0, unrealizedReturn: NaN }
  const fields = ['side', 'entryPrice', 'barsHeld', 'unrealizedReturn']
  const position = Object.create(strictFields('position', fields)) as object
  Object.defineProperties(position, {
    side: { get: () => (engine.side > 0 ? 'long' : engine.side < 0 ? 'short' : 'none'), enumerable: true },
    entryPrice: { get: () => engine.entryPrice, enumerable: true },
    barsHeld: { get: () => engine.barsHeld, enumerable: true },
    unrealizedReturn: { get: () => engine.unrealizedReturn, enumerable: true },
  })
  return { position: Object.freeze(position), show: (current) => (engine = current) }
}
