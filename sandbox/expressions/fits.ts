import type { ParamPoint } from '../../domain/strategy.ts'
import type { Layout } from '../inside/unpack.ts'
import type { Expressions, Step } from '../inside/steps.ts'

const CLOCK = ['hour', 'dayOfWeek']

function isThere(step: Step, { bars, numbers, groups, predictions }: Layout, params: ParamPoint): boolean {
  switch (step.op) {
    case 'field': {
      const [name, output] = step.name.split('.') as [string, string | undefined]
      const isPrice = name !== 'time' && Object.hasOwn(bars, name)
      if (output === undefined) return CLOCK.includes(name) || isPrice || Object.hasOwn(numbers, name)
      return Object.hasOwn(groups, name) && Object.hasOwn(groups[name] as object, output)
    }
    case 'prediction':
      return Object.hasOwn(predictions, step.model)
    case 'param':
      return Object.hasOwn(params, step.name)
    case 'threshold': {
      const value = Object.hasOwn(params, step.name) ? (params[step.name] as number) : NaN
      return value >= 0 && value <= 1
    }
    default:
      return true
  }
}

/** Whether a run has all that the steps read. Where it has not, the isolate is asked, which tells the author what is missing. */
export function fits({ steps }: Expressions, layout: Layout, params: ParamPoint = {}): boolean {
  return steps.every((step) => isThere(step, layout, params))
}
