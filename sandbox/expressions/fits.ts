import type { ParamPoint } from '../../domain/strategy.ts'
import { CLOCK } from '../inside/clock.ts'
import type { Expressions, Step } from '../inside/steps.ts'
import type { Layout } from '../inside/unpack.ts'

/** A number of the bar, an indicator with several outputs, or one of its outputs. */
function isField(name: string, { bars, numbers, groups }: Layout): boolean {
  const [first, output] = name.split('.') as [string, string | undefined]
  const outputs = Object.hasOwn(groups, first) ? groups[first] : undefined
  if (output !== undefined) return outputs !== undefined && Object.hasOwn(outputs, output)
  const isPrice = first !== 'time' && Object.hasOwn(bars, first)
  return outputs !== undefined || isPrice || Object.hasOwn(numbers, first) || Object.hasOwn(CLOCK, first)
}

function isThere(step: Step, { groups, predictions }: Layout, params: ParamPoint): boolean {
  switch (step.op) {
    case 'field':
      return !Object.hasOwn(groups, step.name)
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

/** Whether a run has all that the strategy reads. Where it has not, the isolate is asked, which tells the author what is missing. */
export function fits({ steps, reads }: Expressions, layout: Layout, params: ParamPoint = {}): boolean {
  return reads.every((name) => isField(name, layout)) && steps.every((step) => isThere(step, layout, params))
}
