import type { Indicator } from '../indicator.ts'
import { ad } from './ad.ts'
import { adosc } from './adosc.ts'
import { cmf } from './cmf.ts'
import { mfi } from './mfi.ts'
import { obv } from './obv.ts'
import { sessionVwap } from './sessionVwap.ts'
import { volumeOscillator } from './volumeOscillator.ts'
import { volumeZscore } from './volumeZscore.ts'
import { vwap } from './vwap.ts'

export const VOLUME: readonly Indicator[] = [obv, mfi, vwap, sessionVwap, cmf, ad, adosc, volumeZscore, volumeOscillator]
