import { type Bars } from '../../domain/bars.ts'
import { UsageError } from '../../domain/errors.ts'
import { TARGETS, type TargetSpec } from '../../domain/ml.ts'
import { didYouMean } from '../../domain/suggest.ts'
import { forwardRegime } from './forwardRegime.ts'
import { forwardDirection, forwardReturn } from './forwardReturn.ts'
import { forwardVolatility } from './forwardVolatility.ts'
import type { Labels } from './labels.ts'
import { tripleBarrier } from './tripleBarrier.ts'

/** Beyond this a horizon is a slip of the keyboard. */
export const LONGEST_HORIZON = 5000

/**
 * Labels of a target at each bar, made of the bars after it up to `labelEnd` (and, for `regime`, of those before).
 * @throws UsageError on an unknown target, a horizon that is no number of bars, or barriers that are no fractions or do not belong to the target
 */
export function computeTarget(bars: Bars, spec: TargetSpec): Labels {
  checkSpec(spec)
  switch (spec.name) {
    case 'direction':
      return spec.barrier === undefined
        ? forwardDirection(bars.close, spec.horizonBars)
        : tripleBarrier(bars, spec.horizonBars, spec.barrier)
    case 'return':
      return forwardReturn(bars.close, spec.horizonBars)
    case 'volatility':
      return forwardVolatility(bars.close, spec.horizonBars)
    case 'regime':
      return forwardRegime(bars.close, spec.horizonBars)
  }
}

function checkSpec({ name, horizonBars, barrier }: TargetSpec): void {
  if (!TARGETS.includes(name)) {
    throw new UsageError(`There is no target "${name}"${didYouMean(name, TARGETS)}; there are ${TARGETS.join(', ')}.`, { target: name })
  }
  if (!Number.isInteger(horizonBars) || horizonBars < 1 || horizonBars > LONGEST_HORIZON) {
    const message = `The horizon of the target "${name}" is ${horizonBars} bars: give a whole number from 1 to ${LONGEST_HORIZON}.`
    throw new UsageError(message, { horizonBars })
  }
  if (barrier === undefined) return
  if (name !== 'direction')
    throw new UsageError(`Barriers belong to the target "direction", not to "${name}": leave them out.`, { target: name })
  const { takeProfit, stopLoss } = barrier
  if (takeProfit > 0 && takeProfit < Infinity && stopLoss > 0 && stopLoss < 1) return
  const message = `The barriers are ${takeProfit} above and ${stopLoss} below: give positive fractions of the price, the lower one below 1, such as 0.02 for 2 %.`
  throw new UsageError(message, { takeProfit, stopLoss })
}
