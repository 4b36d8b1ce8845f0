import { markup, type Html } from '../markup.ts'

/** A drawing area in pixels, with room for ticks on the left and for labels on the right. */
export interface Size {
  readonly width: number
  readonly height: number
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

const WIDE = { width: 1040, left: 52, right: 92, top: 12, bottom: 28 }
const NARROW = { width: 376, left: 48, right: 76, top: 12, bottom: 28 }

/** Draws twice, for a desk and for a telephone: a drawing that is only made smaller could not be read. */
export function forBothSizes(height: number, draw: (size: Size) => Html): Html {
  return markup`<div class="wide">${draw({ ...WIDE, height })}</div><div class="narrow">${draw({ ...NARROW, height: Math.round(height * 0.85) })}</div>`
}
