import type { Side } from '../../../domain/order.ts'
import { above, below, digits, knob, WITH_THE_MOVE, type Motif, type Scope } from './motif.ts'

/** The band on the side's own end: upper for a long. */
function ahead(side: Side, scope: Scope, ago?: number): string {
  return scope.value(side === 'long' ? 'upper' : 'lower', ago)
}

function behind(side: Side, scope: Scope, ago?: number): string {
  return scope.value(side === 'long' ? 'lower' : 'upper', ago)
}

function middle(scope: Scope): string {
  return `(${scope.value('upper')} + ${scope.value('lower')}) / 2`
}

function width(scope: Scope, ago: number): string {
  return `(${scope.value('upper', ago)} - ${scope.value('lower', ago)})`
}

const fallsBack = (side: Side, scope: Scope): string => `${scope.price('close')} ${below(side)} ${middle(scope)}`
const comesBack = (side: Side, scope: Scope): string => `${scope.price('close')} ${above(side)} ${middle(scope)}`

export const BAND_MOTIFS: readonly Motif[] = [
  {
    name: 'band_fade',
    kind: 'bands',
    fades: true,
    triggers: ['mean_reversion'],
    filters: [],
    numbers: { reach: { low: 0.02, high: 0.15 } },
    // A share of the width inside the band, as a channel of highs and lows is touched but never left at its own bar.
    when: (side, scope) => {
      const inside = `${digits(knob(scope, 'reach'))} * ${width(scope, 0)}`
      return `${scope.price('close')} ${below(side)} ${behind(side, scope)} ${side === 'long' ? '+' : '-'} ${inside}`
    },
    over: comesBack,
  },
  {
    // Donchian's own rule: in at one end of the channel, out at the other.
    name: 'band_reverse',
    kind: 'bands',
    triggers: ['breakout', 'trend_following'],
    filters: [],
    numbers: {},
    when: (side, scope) => `${scope.price('close')} ${above(side)} ${ahead(side, scope, 1)}`,
    over: (side, scope) => `${scope.price('close')} ${below(side)} ${behind(side, scope, 1)}`,
  },
  {
    name: 'band_break',
    kind: 'bands',
    triggers: ['breakout', 'momentum', 'trend_following'],
    filters: [],
    numbers: {},
    when: (side, scope) => `${scope.price('close')} ${above(side)} ${ahead(side, scope, 1)}`,
    over: fallsBack,
  },
  {
    name: 'band_squeeze',
    kind: 'bands',
    triggers: ['volatility', 'breakout'],
    filters: [],
    numbers: { bars: { low: 12, high: 60, integer: true }, share: { low: 0.6, high: 0.95 } },
    when: (side, scope) =>
      `${width(scope, 1)} < ${digits(knob(scope, 'share'))} * ${width(scope, knob(scope, 'bars'))} && ` +
      `${scope.price('close')} ${above(side)} ${ahead(side, scope, 1)}`,
    over: fallsBack,
  },
  { name: 'band_half', kind: 'bands', triggers: [], filters: WITH_THE_MOVE, numbers: {}, when: comesBack, over: fallsBack },
  { name: 'band_far_half', kind: 'bands', triggers: [], filters: ['mean_reversion'], numbers: {}, when: fallsBack, over: comesBack },
]
