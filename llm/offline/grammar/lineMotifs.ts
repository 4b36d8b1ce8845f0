import { above, below, factor, knob, WITH_THE_MOVE, type Motif } from './motif.ts'

export const LINE_MOTIFS: readonly Motif[] = [
  {
    name: 'line_cross',
    kind: 'line',
    triggers: ['trend_following', 'momentum'],
    filters: [],
    numbers: { margin: { low: 0.3, high: 1.5 } },
    when: (side, scope) => {
      const edge = factor(side, knob(scope, 'margin'))
      return (
        `${scope.price('close', 1)} ${below(side)} ${scope.value('value', 1)} * ${edge} && ` +
        `${scope.price('close')} ${above(side)} ${scope.value('value')} * ${edge}`
      )
    },
    over: (side, scope) => `${scope.price('close')} ${below(side)} ${scope.value('value')} * ${factor(side, -0.3)}`,
  },
  {
    name: 'line_stretch',
    kind: 'line',
    fades: true,
    triggers: ['mean_reversion'],
    filters: [],
    numbers: { distance: { low: 1, high: 4 } },
    when: (side, scope) => `${scope.price('close')} ${below(side)} ${scope.value('value')} * ${factor(side, -knob(scope, 'distance'))}`,
    over: (side, scope) => `${scope.price('close')} ${above(side)} ${scope.value('value')}`,
  },
  {
    name: 'line_slope',
    kind: 'line',
    triggers: ['trend_following', 'momentum'],
    filters: [],
    numbers: { bars: { low: 8, high: 48, integer: true }, rise: { low: 0.3, high: 1.5 } },
    when: (side, scope) =>
      `${scope.value('value')} ${above(side)} ${scope.value('value', knob(scope, 'bars'))} * ${factor(side, knob(scope, 'rise'))}`,
    over: (side, scope) => `${scope.value('value')} ${below(side)} ${scope.value('value', knob(scope, 'bars'))}`,
  },
  {
    name: 'line_side',
    kind: 'line',
    triggers: [],
    filters: WITH_THE_MOVE,
    numbers: {},
    when: (side, scope) => `${scope.price('close')} ${above(side)} ${scope.value('value')}`,
    over: (side, scope) => `${scope.price('close')} ${below(side)} ${scope.value('value')}`,
  },
  {
    name: 'line_fade',
    kind: 'line',
    triggers: [],
    filters: ['mean_reversion'],
    numbers: {},
    when: (side, scope) => `${scope.price('close')} ${below(side)} ${scope.value('value')}`,
    over: (side, scope) => `${scope.price('close')} ${above(side)} ${scope.value('value')}`,
  },
]
