import type { Dataset } from '../../domain/dataset.ts'
import { NoSuchIdError, UsageError } from '../../domain/errors.ts'

const QUOTES = ['USDT', 'USDC', 'BUSD', 'FDUSD', 'USD', 'EUR', 'GBP', 'BTC', 'ETH']

const SPOKEN: Readonly<Record<string, string>> = {
  BITCOIN: 'BTC',
  XBT: 'BTC',
  ETHEREUM: 'ETH',
  ETHER: 'ETH',
  SOLANA: 'SOL',
  RIPPLE: 'XRP',
  LITECOIN: 'LTC',
  DOGECOIN: 'DOGE',
  CARDANO: 'ADA',
}

/** BTCUSDT, BTC/USDT and XBTUSD are all BTC. */
function baseAsset(symbol: string): string {
  const [left, right] = symbol.toUpperCase().split('/')
  const whole = left ?? ''
  const quote = right === undefined ? QUOTES.find((q) => whole.endsWith(q) && whole.length > q.length) : undefined
  const base = quote === undefined ? whole : whole.slice(0, -quote.length)
  return SPOKEN[base] ?? base
}

function isNamedIn(goal: string, dataset: Dataset): boolean {
  const words = new Set((goal.toUpperCase().match(/[A-Z0-9/]+/g) ?? []).map((word) => SPOKEN[word] ?? word))
  return words.has(baseAsset(dataset.symbol)) || words.has(dataset.symbol)
}

/**
 * The dataset a session works on: the only one, or the only one whose asset the goal names.
 * @throws UsageError where several fit, NoSuchIdError where none does.
 */
export function chooseDataset(datasets: readonly Dataset[], goal: string): Dataset {
  const named = datasets.filter((dataset) => isNamedIn(goal, dataset))
  const fitting = datasets.length === 1 ? datasets : named
  const [only] = fitting
  if (only !== undefined && fitting.length === 1) return only
  const choices = (fitting.length > 0 ? fitting : datasets).map((dataset) => dataset.dataset_id)
  const list = choices.length > 8 ? `${choices.slice(0, 8).join(', ')} and ${choices.length - 8} more` : choices.join(', ')
  if (fitting.length === 0) {
    throw new NoSuchIdError(`The goal names no asset of the lake; choose one with --dataset: ${list}.`, { choices })
  }
  throw new UsageError(`Several datasets fit the goal; choose one with --dataset: ${list}.`, { choices })
}
