import { UsageError } from '../domain/errors.ts'
import { didYouMean } from '../domain/suggest.ts'
import type { Indicator } from './indicator.ts'
import { MOMENTUM } from './momentum/momentumIndicators.ts'
import { TREND } from './trend/trendIndicators.ts'
import { VOLATILITY } from './volatility/volatilityIndicators.ts'
import { VOLUME } from './volume/volumeIndicators.ts'

/** Every indicator there is. The contract suite runs over this list. */
export const INDICATORS: readonly Indicator[] = [...TREND, ...MOMENTUM, ...VOLATILITY, ...VOLUME]

export function indicatorNames(): string[] {
  return INDICATORS.map((indicator) => indicator.name)
}

/** `VolumeZScore`, `volume-zscore` and `volume_zscore` are one word. */
function spelling(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '')
}

const bySpelling = new Map<string, Indicator>()
for (const indicator of INDICATORS) {
  for (const name of [indicator.name, ...indicator.aliases]) bySpelling.set(spelling(name), indicator)
}

/** The indicator of that name, whatever its case and punctuation. @throws UsageError when there is none. */
export function findIndicator(name: string): Indicator {
  const found = bySpelling.get(spelling(name))
  if (found !== undefined) return found
  const message = `There is no indicator "${name}"${didYouMean(name, indicatorNames())}. There are: ${indicatorNames().join(', ')}.`
  throw new UsageError(message, { indicator: name })
}
