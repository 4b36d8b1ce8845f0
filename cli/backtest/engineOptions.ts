import { InvalidArgumentError, Option, type Command } from 'commander'
import { positiveNumber, wholeNumber } from '../command.ts'

export const SIZINGS = ['fraction', 'volatility_target', 'kelly'] as const

/** How the engine is to trade, as the command line says it; what was not said is undefined. */
export interface EngineOptions {
  cash?: number
  feeBps?: number
  makerBps?: number
  takerBps?: number
  fees?: 'exchange'
  slippageBps?: number
  spreadBps?: number
  impact?: number
  impactLookback?: number
  participation?: number
  borrowBps?: number
  leverage?: number
  maintenance?: number
  liquidationFeeBps?: number
  lot?: number
  tick?: number
  minNotional?: number
  size?: number
  sizing?: (typeof SIZINGS)[number]
  targetVolatility?: number
  volatilityLookback?: number
  kellyFraction?: number
  kellyCap?: number
  kellyMinTrades?: number
  kellyStart?: number
}

function aboveZero(text: string): number {
  const value = positiveNumber(text)
  if (value === 0) throw new InvalidArgumentError('a number above 0 is wanted.')
  return value
}

const bars = wholeNumber(2, 100_000)

/** The options of an EngineOptions. Defaults stand in the descriptions: whether an option was given has to be seen. */
export function addEngineOptions(command: Command): Command {
  return command
    .optionsGroup('Costs, a side, in basis points of the traded value (1 bp = 0.01 %):')
    .option('--fee-bps <bp>', 'fee of every fill (default: 10)', positiveNumber)
    .option('--maker-bps <bp>', 'fee of limit orders that waited, targets included (default: --fee-bps)', positiveNumber)
    .option('--taker-bps <bp>', 'fee of market and stop orders (default: --fee-bps)', positiveNumber)
    .addOption(new Option('--fees <source>', "maker's and taker's fee as ccxt knows them for the dataset's exchange").choices(['exchange']))
    .option('--slippage-bps <bp>', 'of market and stop orders (default: 5)', positiveNumber)
    .option('--spread-bps <bp>', 'distance of bid and ask; market and stop orders pay half of it (default: 0)', positiveNumber)
    .option('--impact <coefficient>', 'square-root impact: coefficient × volatility of a bar × √(order value / bar value)', aboveZero)
    .option('--impact-lookback <bars>', 'bars whose returns give that volatility (default: 24)', bars)
    .option('--participation <fraction>', 'largest share of a bar’s volume that is ours; the rest waits for the next bar', aboveZero)
    .option('--borrow-bps <bp>', 'borrow fee of a spot short, basis points a year', positiveNumber)
    .optionsGroup('Margin, isolated:')
    .option('--leverage <times>', 'position value over margin, 1 to 1000', aboveZero)
    .option('--maintenance <fraction>', 'of the position’s value; liquidated below it (default: 0.005)', positiveNumber)
    .option('--liquidation-fee-bps <bp>', 'on top of the taker’s fee (default: 0)', positiveNumber)
    .optionsGroup('What the exchange accepts:')
    .option('--lot <quantity>', 'quantities are rounded down to multiples of it', aboveZero)
    .option('--tick <price>', 'order prices are rounded to it, away from the market', aboveZero)
    .option('--min-notional <amount>', 'smaller entries are dropped and counted', aboveZero)
    .optionsGroup('How much goes into a position:')
    .option('--cash <amount>', 'account at the start, in the quote currency (default: 10000)', aboveZero)
    .option('--size <fraction>', 'of equity; with --leverage, of equity as margin (default: 1)', aboveZero)
    .addOption(new Option('--sizing <kind>', 'fraction: --size itself; the others scale it (default: fraction)').choices([...SIZINGS]))
    .option('--target-volatility <fraction>', 'volatility_target: a year’s volatility aimed at, 0.2 is 20 %', aboveZero)
    .option('--volatility-lookback <bars>', 'volatility_target: bars it is measured on (default: 48)', bars)
    .option('--kelly-fraction <fraction>', 'kelly: share of the Kelly size (default: 0.5)', aboveZero)
    .option('--kelly-cap <fraction>', 'kelly: most that a position is worth, of equity (default: 1)', aboveZero)
    .option('--kelly-min-trades <n>', 'kelly: closed trades before it is measured (default: 30)', wholeNumber(2, 100_000))
    .option('--kelly-start <fraction>', 'kelly: worth until then (default: 0.1)', aboveZero)
    .optionsGroup('Options:')
}
