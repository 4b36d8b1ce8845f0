import type { Side } from '../../../domain/order.ts'
import { above, below, digits, factor, knob, WITH_THE_MOVE, type Knob, type Motif, type Scope } from './motif.ts'

const BARS: Knob = { low: 12, high: 48, integer: true }

/** The close against the close some bars earlier, moved by a percentage. */
function moved(side: Side, scope: Scope, percent = 0): string {
  const then = scope.price('close', knob(scope, 'bars'))
  return `${scope.price('close')} ${above(side)} ${percent === 0 ? then : `${then} * ${factor(side, percent)}`}`
}

/** `value > share × value some bars ago`, the same for both sides. */
function against(scope: Scope, relation: '>' | '<', share: number): string {
  return `${scope.value('value')} ${relation} ${digits(share)} * ${scope.value('value', knob(scope, 'bars'))}`
}

/** How wide the bars are, and how much of a trend there is: neither has a side of its own. */
export const DISPERSION_MOTIFS: readonly Motif[] = [
  {
    name: 'dispersion_expansion',
    kind: 'dispersion',
    triggers: ['volatility', 'breakout'],
    filters: [],
    numbers: { bars: BARS, growth: { low: 1.3, high: 2 }, move: { low: 0.5, high: 2 } },
    when: (side, scope) => `${against(scope, '>', knob(scope, 'growth'))} && ${moved(side, scope, knob(scope, 'move'))}`,
    over: (_side, scope) => against(scope, '<', 1),
  },
  {
    name: 'dispersion_fade',
    kind: 'dispersion',
    fades: true,
    triggers: ['volatility', 'mean_reversion'],
    filters: [],
    numbers: { bars: BARS, growth: { low: 1.3, high: 2 }, move: { low: 1, high: 3 } },
    when: (side, scope) =>
      `${against(scope, '>', knob(scope, 'growth'))} && ` +
      `${scope.price('close')} ${below(side)} ${scope.price('close', knob(scope, 'bars'))} * ${factor(side, -knob(scope, 'move'))}`,
    over: (side, scope) => moved(side, scope),
  },
  {
    name: 'dispersion_calm_drift',
    kind: 'dispersion',
    triggers: ['volatility'],
    filters: [],
    numbers: { bars: BARS, share: { low: 0.55, high: 0.85 }, move: { low: 0.2, high: 1 } },
    when: (side, scope) => `${against(scope, '<', knob(scope, 'share'))} && ${moved(side, scope, knob(scope, 'move'))}`,
    over: (side, scope) => `${scope.price('close')} ${below(side)} ${scope.price('close', knob(scope, 'bars'))}`,
  },
  {
    name: 'dispersion_lively',
    kind: 'dispersion',
    triggers: [],
    filters: WITH_THE_MOVE,
    numbers: { bars: BARS, share: { low: 0.8, high: 1.1 } },
    when: (_side, scope) => against(scope, '>', knob(scope, 'share')),
    over: (_side, scope) => against(scope, '<', knob(scope, 'share')),
  },
  {
    name: 'dispersion_bounded',
    kind: 'dispersion',
    triggers: [],
    filters: ['mean_reversion'],
    numbers: { bars: BARS, share: { low: 1, high: 1.8 } },
    when: (_side, scope) => against(scope, '<', knob(scope, 'share')),
    over: (_side, scope) => against(scope, '>', knob(scope, 'share')),
  },
  {
    name: 'strength_builds',
    kind: 'strength',
    triggers: ['trend_following', 'momentum'],
    filters: [],
    numbers: { bars: { low: 6, high: 24, integer: true }, growth: { low: 1.1, high: 1.6 }, move: { low: 0.5, high: 2 } },
    when: (side, scope) => `${against(scope, '>', knob(scope, 'growth'))} && ${moved(side, scope, knob(scope, 'move'))}`,
    over: (side, scope) => `${scope.price('close')} ${below(side)} ${scope.price('close', knob(scope, 'bars'))}`,
  },
  {
    name: 'strength_rising',
    kind: 'strength',
    triggers: [],
    filters: WITH_THE_MOVE,
    numbers: { bars: { low: 4, high: 24, integer: true }, share: { low: 0.85, high: 1.05 } },
    when: (_side, scope) => against(scope, '>', knob(scope, 'share')),
    over: (_side, scope) => against(scope, '<', knob(scope, 'share')),
  },
  {
    name: 'strength_fading',
    kind: 'strength',
    triggers: [],
    filters: ['mean_reversion'],
    numbers: { bars: { low: 4, high: 24, integer: true }, share: { low: 0.95, high: 1.3 } },
    when: (_side, scope) => against(scope, '<', knob(scope, 'share')),
    over: (_side, scope) => against(scope, '>', knob(scope, 'share')),
  },
]
