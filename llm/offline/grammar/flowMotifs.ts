import type { Side } from '../../../domain/order.ts'
import { STRATEGY_LOGICS } from '../../../domain/strategy.ts'
import { above, below, digits, factor, knob, type Knob, type Motif, type Scope } from './motif.ts'

const BARS: Knob = { low: 12, high: 48, integer: true }

function grew(side: Side, scope: Scope): string {
  return `${scope.value('value')} ${above(side)} ${scope.value('value', knob(scope, 'bars'))}`
}

function shrank(side: Side, scope: Scope): string {
  return `${scope.value('value')} ${below(side)} ${scope.value('value', knob(scope, 'bars'))}`
}

function closeMoved(side: Side, scope: Scope, relation: string, percent: number): string {
  return `${scope.price('close')} ${relation} ${scope.price('close', knob(scope, 'bars'))} * ${factor(side, percent)}`
}

function barMoved(side: Side, scope: Scope, relation: string, percent: number): string {
  return `${scope.price('close')} ${relation} ${scope.price('open')} * ${factor(side, percent)}`
}

const retreats = (side: Side, scope: Scope): string => `${scope.price('close')} ${below(side)} ${scope.price('close', 12)}`
const recovers = (side: Side, scope: Scope): string => `${scope.price('close')} ${above(side)} ${scope.price('close', 12)}`

/** Running sums (of volume, mostly), unusual bars, and whatever is only known to rise or fall. */
export const FLOW_MOTIFS: readonly Motif[] = [
  {
    name: 'flow_confirms',
    kind: 'flow',
    triggers: ['volume', 'momentum', 'trend_following'],
    filters: [],
    numbers: { bars: BARS, move: { low: 1, high: 3 } },
    when: (side, scope) => `${grew(side, scope)} && ${closeMoved(side, scope, above(side), knob(scope, 'move'))}`,
    over: shrank,
  },
  {
    name: 'flow_diverges',
    kind: 'flow',
    fades: true,
    triggers: ['volume', 'mean_reversion'],
    filters: [],
    numbers: { bars: BARS, move: { low: 0.5, high: 2 } },
    when: (side, scope) => `${grew(side, scope)} && ${closeMoved(side, scope, below(side), -knob(scope, 'move'))}`,
    over: (side, scope) => closeMoved(side, scope, above(side), 0.5),
  },
  { name: 'flow_side', kind: 'flow', triggers: [], filters: STRATEGY_LOGICS, numbers: { bars: BARS }, when: grew, over: shrank },
  {
    name: 'surge_follow',
    kind: 'surge',
    triggers: ['volume', 'breakout', 'momentum'],
    filters: [],
    numbers: { size: { low: 1.5, high: 3 }, move: { low: 0.3, high: 1 } },
    when: (side, scope) =>
      `${scope.value('value')} > ${digits(knob(scope, 'size'))} && ${barMoved(side, scope, above(side), knob(scope, 'move'))}`,
    over: retreats,
  },
  {
    name: 'surge_fade',
    kind: 'surge',
    fades: true,
    triggers: ['volume', 'mean_reversion'],
    filters: [],
    numbers: { size: { low: 1.5, high: 3 }, move: { low: 0.4, high: 1.2 } },
    when: (side, scope) =>
      `${scope.value('value')} > ${digits(knob(scope, 'size'))} && ${barMoved(side, scope, below(side), -knob(scope, 'move'))}`,
    over: recovers,
  },
  {
    name: 'surge_busy',
    kind: 'surge',
    triggers: [],
    filters: STRATEGY_LOGICS,
    numbers: { size: { low: -0.4, high: 0.6 } },
    when: (_side, scope) => `${scope.value('value')} > ${digits(knob(scope, 'size'))}`,
    over: (_side, scope) => `${scope.value('value')} < ${digits(knob(scope, 'size'))}`,
  },
  {
    name: 'drift_follow',
    kind: 'drift',
    triggers: ['momentum', 'trend_following'],
    filters: [],
    numbers: { bars: BARS, move: { low: 1, high: 3 } },
    when: (side, scope) => `${grew(side, scope)} && ${closeMoved(side, scope, above(side), knob(scope, 'move'))}`,
    over: shrank,
  },
  { name: 'drift_side', kind: 'drift', triggers: [], filters: STRATEGY_LOGICS, numbers: { bars: BARS }, when: grew, over: shrank },
]
