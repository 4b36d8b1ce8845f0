import type { FittedModel } from './family.ts'

/** The same model, whose methods throw once it has been disposed of. */
export function untilDisposed(family: string, model: FittedModel): FittedModel {
  let disposed = false
  const guarded = <Args extends unknown[], Result>(method: (...args: Args) => Result): ((...args: Args) => Result) => {
    return (...args) => {
      if (disposed) throw new Error(`This ${family} model has been disposed of.`)
      return method(...args)
    }
  }
  return {
    ...model,
    predict: guarded(model.predict),
    contributions: model.contributions && guarded(model.contributions),
    importance: guarded(model.importance),
    save: guarded(model.save),
    dispose: () => {
      if (!disposed) model.dispose()
      disposed = true
    },
  }
}
