import { expect, it } from 'vitest'
import { splitFor } from './carryOut.ts'

const cut = (bars: number, before: number) => () => splitFor('1h', { bars, before, warm: 100, horizonBars: 6 })

it('leaves something to predict behind a training range', () => {
  expect(cut(1107, 1000)()).toMatchObject({ train_bars: 900 })
  expect(cut(1007, 1000)()).toMatchObject({ train_bars: 900 })
})

it.each([
  ['a window without bars', 1000, 1000],
  ['one that ends before its first label does', 1006, 1000],
])('refuses %s in one sentence', (_what, bars, before) => {
  expect(cut(bars, before)).toThrow(
    `${bars} bars are too few: 100 warm the features up, 900 train the first snapshot and 6 end its first label, so that none is left to predict; take a window that ends later.`,
  )
})
