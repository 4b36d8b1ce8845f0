import type { Side } from '../../../domain/order.ts'
import { above, below, digits, knob, signed, WITH_THE_MOVE, type Motif, type Scope } from './motif.ts'

const leads = (side: Side, scope: Scope, ago?: number): string => `${scope.value('plus', ago)} ${above(side)} ${scope.value('minus', ago)}`
const trails = (side: Side, scope: Scope, ago?: number): string => `${scope.value('plus', ago)} ${below(side)} ${scope.value('minus', ago)}`

const positive = (side: Side, scope: Scope): string => `${scope.value('value')} ${above(side)} 0`
const negative = (side: Side, scope: Scope, ago?: number): string => `${scope.value('value', ago)} ${below(side)} 0`

function beyond(side: Side, scope: Scope, share: number): string {
  return digits(signed(side, share * scope.typical))
}

/** Two lines that cross, a signed value that changes sign, a flag that flips. */
export const CROSSING_MOTIFS: readonly Motif[] = [
  {
    name: 'pair_cross',
    kind: 'pair',
    triggers: ['trend_following', 'momentum'],
    filters: [],
    numbers: {},
    when: (side, scope) => `${trails(side, scope, 1)} && ${leads(side, scope)}`,
    over: trails,
  },
  { name: 'pair_side', kind: 'pair', triggers: [], filters: WITH_THE_MOVE, numbers: {}, when: leads, over: trails },
  { name: 'pair_far_side', kind: 'pair', triggers: [], filters: ['mean_reversion'], numbers: {}, when: trails, over: leads },
  {
    name: 'zero_cross',
    kind: 'zero',
    triggers: ['momentum', 'trend_following'],
    filters: [],
    numbers: {},
    when: (side, scope) => `${negative(side, scope, 1)} && ${positive(side, scope)}`,
    over: negative,
  },
  {
    name: 'zero_thrust',
    kind: 'zero',
    triggers: ['momentum', 'breakout'],
    filters: [],
    numbers: { strength: { low: 0.6, high: 1.4 } },
    needsTypical: true,
    when: (side, scope) => `${scope.value('value')} ${above(side)} ${beyond(side, scope, knob(scope, 'strength'))}`,
    over: negative,
  },
  {
    name: 'zero_exhaustion',
    kind: 'zero',
    fades: true,
    triggers: ['mean_reversion'],
    filters: [],
    numbers: { depth: { low: 0.8, high: 1.6 } },
    needsTypical: true,
    when: (side, scope) => `${scope.value('value')} ${below(side)} ${beyond(side, scope, -knob(scope, 'depth'))}`,
    over: positive,
  },
  { name: 'zero_side', kind: 'zero', triggers: [], filters: WITH_THE_MOVE, numbers: {}, when: positive, over: negative },
  { name: 'zero_far_side', kind: 'zero', triggers: [], filters: ['mean_reversion'], numbers: {}, when: negative, over: positive },
  {
    name: 'flag_flip',
    kind: 'flag',
    triggers: ['trend_following', 'breakout', 'momentum'],
    filters: [],
    numbers: {},
    when: (side, scope) => `${negative(side, scope, 1)} && ${positive(side, scope)}`,
    over: negative,
  },
  { name: 'flag_side', kind: 'flag', triggers: [], filters: WITH_THE_MOVE, numbers: {}, when: positive, over: negative },
  { name: 'flag_far_side', kind: 'flag', triggers: [], filters: ['mean_reversion'], numbers: {}, when: negative, over: positive },
]
