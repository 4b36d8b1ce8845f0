import { defineIndicator } from '../define.ts'
import { column } from '../kernels/column.ts'
import { numberParam } from '../params.ts'

/**
 * J. W. Wilder (1978), started as TA-Lib does: short if bar 1's low falls by more than its high rises, else long; the first stop is the
 * extreme of bar 0. `direction` is 1 while long (the stop lies below) and −1 while short.
 */
export const psar = defineIndicator({
  name: 'psar',
  title: 'Parabolic stop and reverse, with its direction',
  group: 'trend',
  aliases: ['sar', 'parabolic_sar'],
  reads: ['high', 'low'],
  params: { step: numberParam(0.02, 0.001, 0.5), max: numberParam(0.2, 0.001, 1) },
  outputs: { value: 'price', direction: '-1..1' },
  warmup: () => 1,
  calculate: ({ high, low }, { step, max }) => {
    const length = high.length
    const stops = column(length, 1)
    const directions = column(length, 1)
    if (length < 2) return [stops, directions]
    const first = Math.min(step, max)
    const fall = (low[0] as number) - (low[1] as number)
    // Each side is the other's mirror image: with `side` −1 all prices change their sign, and highs and lows their places.
    let side = fall > 0 && fall > (high[1] as number) - (high[0] as number) ? -1 : 1
    let ahead = side === 1 ? high : low
    let behind = side === 1 ? low : high
    let extreme = side * (ahead[1] as number)
    let stop = side * (behind[0] as number)
    let acceleration = first
    for (let i = 1; i < length; i++) {
      // The first bar of all has only itself to look back on.
      const before = Math.max(1, i - 1)
      const turns = side * (behind[i] as number) <= stop
      if (turns) {
        side = -side
        ;[ahead, behind] = [behind, ahead]
      }
      const nearest = Math.min(side * (behind[before] as number), side * (behind[i] as number))
      const reached = side * (ahead[i] as number)
      if (turns) {
        stop = Math.min(-extreme, nearest)
        extreme = reached
        acceleration = first
      }
      stops[i] = side * stop
      directions[i] = side
      if (reached > extreme) {
        extreme = reached
        acceleration = Math.min(acceleration + step, max)
      }
      stop = Math.min(stop + acceleration * (extreme - stop), nearest)
    }
    return [stops, directions]
  },
})
