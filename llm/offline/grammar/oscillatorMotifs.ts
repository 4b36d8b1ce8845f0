import type { Side } from '../../../domain/order.ts'
import { above, below, digits, knob, signed, WITH_THE_MOVE, type Motif, type Scope } from './motif.ts'

/** The level that lies `share` of a usual tail to the side's favour of the middle. */
function level(side: Side, scope: Scope, share: number): string {
  return digits(scope.middle + signed(side, share * scope.typical))
}

const past = (side: Side, scope: Scope): string => `${scope.value('value')} ${above(side)} ${digits(scope.middle)}`
const short = (side: Side, scope: Scope): string => `${scope.value('value')} ${below(side)} ${digits(scope.middle)}`

export const OSCILLATOR_MOTIFS: readonly Motif[] = [
  {
    name: 'oscillator_extreme',
    kind: 'oscillator',
    fades: true,
    triggers: ['mean_reversion', 'volume'],
    filters: [],
    numbers: { depth: { low: 0.75, high: 1.25 } },
    when: (side, scope) => `${scope.value('value')} ${below(side)} ${level(side, scope, -knob(scope, 'depth'))}`,
    over: past,
  },
  {
    name: 'oscillator_turn',
    kind: 'oscillator',
    fades: true,
    triggers: ['mean_reversion'],
    filters: [],
    numbers: { depth: { low: 0.7, high: 1.15 } },
    when: (side, scope) => {
      const edge = level(side, scope, -knob(scope, 'depth'))
      return `${scope.value('value', 1)} ${below(side)} ${edge} && ${scope.value('value')} ${above(side)} ${edge}`
    },
    over: (side, scope) => `${scope.value('value')} ${above(side)} ${level(side, scope, 0.3)}`,
  },
  {
    name: 'oscillator_push',
    kind: 'oscillator',
    triggers: ['momentum', 'trend_following', 'volume'],
    filters: [],
    numbers: { strength: { low: 0.4, high: 1 } },
    when: (side, scope) => {
      const edge = level(side, scope, knob(scope, 'strength'))
      return `${scope.value('value', 1)} ${below(side)} ${edge} && ${scope.value('value')} ${above(side)} ${edge}`
    },
    over: (side, scope) => `${scope.value('value')} ${below(side)} ${level(side, scope, -0.2)}`,
  },
  { name: 'oscillator_side', kind: 'oscillator', triggers: [], filters: WITH_THE_MOVE, numbers: {}, when: past, over: short },
  { name: 'oscillator_lean', kind: 'oscillator', triggers: [], filters: ['mean_reversion'], numbers: {}, when: short, over: past },
]
