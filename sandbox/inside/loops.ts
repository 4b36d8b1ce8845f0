import { MATH_OF_ONE, type OfOne, type OfTwo } from './steps.ts'

/** Computes `out` from `a`, `b` and `c` for the places [from, to). */
export type Loop = (out: Float64Array, a: Float64Array, b: Float64Array, c: Float64Array, from: number, to: number) => void

type Of<Arguments extends number[]> = (...given: Arguments) => number

/** A loop around a call, for what is rare; what is not has a loop of its own, in which V8 calls nothing. */
const around =
  (f: Of<[number]>): Loop =>
  (out, a, _b, _c, from, to) => {
    for (let i = from; i < to; i++) out[i] = f(a[i] as number)
  }

const aroundTwo =
  (f: Of<[number, number]>): Loop =>
  (out, a, b, _c, from, to) => {
    for (let i = from; i < to; i++) out[i] = f(a[i] as number, b[i] as number)
  }

const ofMath = Object.fromEntries(MATH_OF_ONE.map((name) => [name, around((value) => Math[name](value))])) as Record<OfOne, Loop>

/** By operation, what each bar's number is made of. */
export const LOOPS: Readonly<Record<OfOne | OfTwo | 'choose', Loop>> = {
  ...ofMath,
  isNaN: around((value) => (Number.isNaN(value) ? 1 : 0)),
  isFinite: around((value) => (Number.isFinite(value) ? 1 : 0)),
  negate: around((value) => -value),
  remainder: aroundTwo((a, b) => a % b),
  pow: aroundTwo((a, b) => a ** b),
  min: aroundTwo((a, b) => Math.min(a, b)),
  max: aroundTwo((a, b) => Math.max(a, b)),
  not(out, a, _b, _c, from, to) {
    for (let i = from; i < to; i++) out[i] = 1 - (a[i] as number)
  },
  add(out, a, b, _c, from, to) {
    for (let i = from; i < to; i++) out[i] = (a[i] as number) + (b[i] as number)
  },
  subtract(out, a, b, _c, from, to) {
    for (let i = from; i < to; i++) out[i] = (a[i] as number) - (b[i] as number)
  },
  multiply(out, a, b, _c, from, to) {
    for (let i = from; i < to; i++) out[i] = (a[i] as number) * (b[i] as number)
  },
  divide(out, a, b, _c, from, to) {
    for (let i = from; i < to; i++) out[i] = (a[i] as number) / (b[i] as number)
  },
  less(out, a, b, _c, from, to) {
    for (let i = from; i < to; i++) out[i] = (a[i] as number) < (b[i] as number) ? 1 : 0
  },
  atMost(out, a, b, _c, from, to) {
    for (let i = from; i < to; i++) out[i] = (a[i] as number) <= (b[i] as number) ? 1 : 0
  },
  equal(out, a, b, _c, from, to) {
    for (let i = from; i < to; i++) out[i] = a[i] === b[i] ? 1 : 0
  },
  and(out, a, b, _c, from, to) {
    for (let i = from; i < to; i++) out[i] = (a[i] as number) * (b[i] as number)
  },
  or(out, a, b, _c, from, to) {
    for (let i = from; i < to; i++) out[i] = Math.max(a[i] as number, b[i] as number)
  },
  choose(out, a, b, c, from, to) {
    for (let i = from; i < to; i++) out[i] = (a[i] === 1 ? b[i] : c[i]) as number
  },
}
