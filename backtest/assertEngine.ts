import { UsageError } from '../domain/errors.ts'
import type { EngineSettings } from '../domain/order.ts'

interface Setting {
  readonly name: string
  readonly value: number | undefined
  readonly isValid: (value: number) => boolean
  readonly say: string
}

const inBps = (value: number): boolean => value >= 0 && value < 10_000
const share = (value: number): boolean => value > 0 && value <= 1
const amount = (value: number): boolean => value >= 0 && value < Infinity
const positive = (value: number): boolean => value > 0 && value < Infinity
const lookback = (value: number): boolean => Number.isInteger(value) && value >= 2
const BPS = 'basis points from 0 to below 10000'
const SHARE = 'a fraction above 0 and at most 1'
const LOOKBACK = 'a whole number of bars, 2 or more'

function costSettings({ costs }: EngineSettings): Setting[] {
  const bps = ['feeBps', 'slippageBps', 'makerFeeBps', 'takerFeeBps', 'halfSpreadBps'] as const
  const slipped = costs.slippageBps + (costs.halfSpreadBps ?? 0)
  return [
    ...bps.map((name) => ({ name, value: costs[name], isValid: inBps, say: BPS })),
    { name: 'borrowBpsPerYear', value: costs.borrowBpsPerYear, isValid: amount, say: 'basis points a year from 0 on' },
    { name: 'slippageBps and halfSpreadBps', value: slipped, isValid: inBps, say: `${BPS} in sum` },
    { name: 'impact.coefficient', value: costs.impact?.coefficient, isValid: amount, say: 'a number from 0 on' },
    { name: 'impact.lookbackBars', value: costs.impact?.lookbackBars, isValid: lookback, say: LOOKBACK },
    { name: 'participation', value: costs.participation, isValid: share, say: SHARE },
  ]
}

function sizingSettings({ sizing }: EngineSettings): Setting[] {
  if (sizing?.kind === 'volatility_target') {
    return [
      { name: 'sizing.annualVolatility', value: sizing.annualVolatility, isValid: positive, say: 'a positive fraction' },
      { name: 'sizing.barsPerYear', value: sizing.barsPerYear, isValid: positive, say: 'a positive number' },
      { name: 'sizing.lookbackBars', value: sizing.lookbackBars, isValid: lookback, say: LOOKBACK },
    ]
  }
  return [
    { name: 'sizing.fraction', value: sizing?.fraction, isValid: positive, say: 'a positive fraction of Kelly' },
    { name: 'sizing.cap', value: sizing?.cap, isValid: share, say: SHARE },
    { name: 'sizing.minTrades', value: sizing?.minTrades, isValid: lookback, say: 'a whole number of trades, 2 or more' },
    { name: 'sizing.startFraction', value: sizing?.startFraction, isValid: share, say: SHARE },
  ]
}

function accountSettings({ initialCash, sizeFraction, margin, lots, longestHaltMs }: EngineSettings): Setting[] {
  return [
    { name: 'initialCash', value: initialCash, isValid: positive, say: 'a positive amount' },
    { name: 'sizeFraction', value: sizeFraction, isValid: share, say: 'a fraction of equity above 0 and at most 1' },
    { name: 'margin.leverage', value: margin?.leverage, isValid: (times) => times >= 1 && times <= 1000, say: '1 to 1000' },
    {
      name: 'margin.maintenanceFraction',
      value: margin?.maintenanceFraction,
      isValid: (part) => part >= 0 && part * (margin?.leverage ?? 1) < 1,
      say: 'a fraction from 0 to below 1 / leverage',
    },
    { name: 'margin.liquidationFeeBps', value: margin?.liquidationFeeBps, isValid: inBps, say: BPS },
    { name: 'lots.quantityStep', value: lots?.quantityStep, isValid: amount, say: 'an amount from 0 on' },
    { name: 'lots.priceTick', value: lots?.priceTick, isValid: amount, say: 'a price from 0 on' },
    { name: 'lots.minNotional', value: lots?.minNotional, isValid: amount, say: 'an amount from 0 on' },
    { name: 'longestHaltMs', value: longestHaltMs, isValid: positive, say: 'a positive time' },
  ]
}

/** @throws UsageError naming the first setting that is out of range. */
export function assertEngine(engine: EngineSettings): void {
  for (const { name, value, isValid, say } of [...costSettings(engine), ...sizingSettings(engine), ...accountSettings(engine)]) {
    if (value === undefined || isValid(value)) continue
    throw new UsageError(`${name} is ${value}: give ${say}.`, { [name]: value })
  }
}
