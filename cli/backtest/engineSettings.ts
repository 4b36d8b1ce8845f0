import type { TradingFees } from '../../data/fetch/exchangeFees.ts'
import { UsageError } from '../../domain/errors.ts'
import { DEFAULT_ENGINE, type Costs, type EngineSettings, type Margin, type Sizing } from '../../domain/order.ts'
import { barsPerYear, type Timeframe } from '../../domain/timeframe.ts'
import type { EngineOptions } from './engineOptions.ts'

const DEFAULT_LOOKBACK_BARS = 24
const DEFAULT_VOLATILITY_BARS = 48
const DEFAULT_MAINTENANCE = 0.005

/** `option` means nothing without one of the others. */
interface Dependence {
  readonly option: keyof EngineOptions
  readonly needs: string
  readonly isMet: (options: EngineOptions) => boolean
}

const sizedBy = (kind: EngineOptions['sizing'], ...names: (keyof EngineOptions)[]): Dependence[] =>
  names.map((option) => ({ option, needs: `--sizing ${kind ?? ''}`, isMet: ({ sizing }) => sizing === kind }))

const DEPENDENCES: readonly Dependence[] = [
  { option: 'impactLookback', needs: '--impact', isMet: ({ impact }) => impact !== undefined },
  { option: 'maintenance', needs: '--leverage', isMet: ({ leverage }) => leverage !== undefined },
  { option: 'liquidationFeeBps', needs: '--leverage', isMet: ({ leverage }) => leverage !== undefined },
  ...sizedBy('volatility_target', 'targetVolatility', 'volatilityLookback'),
  ...sizedBy('kelly', 'kellyFraction', 'kellyCap', 'kellyMinTrades', 'kellyStart'),
]

export function flagOf(option: string): string {
  return `--${option.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
}

/** @throws UsageError for options that contradict each other, or that mean nothing without another. */
export function refuseContradictions(options: EngineOptions): void {
  for (const { option, needs, isMet } of DEPENDENCES) {
    if (options[option] !== undefined && !isMet(options)) throw new UsageError(`${flagOf(option)} means nothing without ${needs}.`)
  }
  const own = (['feeBps', 'makerBps', 'takerBps'] as const).find((name) => options[name] !== undefined)
  if (options.fees === 'exchange' && own !== undefined) {
    throw new UsageError(`--fees exchange and ${flagOf(own)} both say the fee; leave one of them out.`)
  }
  if (options.feeBps !== undefined && options.makerBps !== undefined && options.takerBps !== undefined) {
    throw new UsageError('--fee-bps stands for whichever of --maker-bps and --taker-bps is not given, and here both are; leave it out.')
  }
  if (options.sizing === 'volatility_target' && options.targetVolatility === undefined) {
    throw new UsageError('--sizing volatility_target needs --target-volatility, such as 0.2 for 20 % a year.')
  }
}

/** Only what was given: the engine tells from what is there whether it has to look closer. */
function given<T extends object>(settings: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)) as T
}

function orUndefined<T extends object>(settings: T): T | undefined {
  return Object.keys(settings).length === 0 ? undefined : settings
}

function costsOf(options: EngineOptions, fees: TradingFees | undefined): Costs {
  const { impact, spreadBps } = options
  return given<Costs>({
    feeBps: options.feeBps ?? DEFAULT_ENGINE.costs.feeBps,
    slippageBps: options.slippageBps ?? DEFAULT_ENGINE.costs.slippageBps,
    makerFeeBps: fees?.makerBps ?? options.makerBps,
    takerFeeBps: fees?.takerBps ?? options.takerBps,
    halfSpreadBps: spreadBps === undefined ? undefined : spreadBps / 2,
    impact: impact === undefined ? undefined : { coefficient: impact, lookbackBars: options.impactLookback ?? DEFAULT_LOOKBACK_BARS },
    participation: options.participation,
    borrowBpsPerYear: options.borrowBps,
  })
}

function sizingOf(options: EngineOptions, timeframe: Timeframe): Sizing | undefined {
  if (options.sizing === 'volatility_target') {
    const { targetVolatility: annualVolatility = NaN, volatilityLookback: lookbackBars = DEFAULT_VOLATILITY_BARS } = options
    return { kind: 'volatility_target', annualVolatility, lookbackBars, barsPerYear: barsPerYear(timeframe) }
  }
  if (options.sizing !== 'kelly') return undefined
  const { kellyFraction: fraction = 0.5, kellyCap: cap = 1, kellyMinTrades: minTrades = 30, kellyStart: startFraction = 0.1 } = options
  return { kind: 'kelly', fraction, cap, minTrades, startFraction }
}

function marginOf({ leverage, maintenance, liquidationFeeBps }: EngineOptions): Margin | undefined {
  if (leverage === undefined) return undefined
  return { leverage, maintenanceFraction: maintenance ?? DEFAULT_MAINTENANCE, liquidationFeeBps: liquidationFeeBps ?? 0 }
}

/**
 * The engine's settings out of the options; without any, the engine's defaults.
 * @param fees of the exchange, where `--fees exchange` was said.
 * @throws UsageError for options that contradict each other. What is out of range the engine itself refuses.
 */
export function engineSettings(options: EngineOptions, timeframe: Timeframe, fees?: TradingFees): EngineSettings {
  refuseContradictions(options)
  const sizeFraction = options.size ?? DEFAULT_ENGINE.sizeFraction
  if (sizeFraction > 1) throw new UsageError(`--size ${sizeFraction} is not a fraction in (0, 1]; more than the account takes --leverage.`)
  return given<EngineSettings>({
    costs: costsOf(options, fees),
    initialCash: options.cash ?? DEFAULT_ENGINE.initialCash,
    sizeFraction,
    sizing: sizingOf(options, timeframe),
    margin: marginOf(options),
    lots: orUndefined(given({ quantityStep: options.lot, priceTick: options.tick, minNotional: options.minNotional })),
  })
}
