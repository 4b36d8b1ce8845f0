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
export function baseAsset(symbol: string): string {
  const [left, right] = symbol.toUpperCase().split('/')
  const whole = left ?? ''
  const quote = right === undefined ? QUOTES.find((q) => whole.endsWith(q) && whole.length > q.length) : undefined
  const base = quote === undefined ? whole : whole.slice(0, -quote.length)
  return SPOKEN[base] ?? base
}

/** Tickers that mean an asset wherever they stand in a goal; words such as LINK or DOT in small letters do not. */
const TICKERS = new Set([
  'BTC',
  'ETH',
  'SOL',
  'XRP',
  'LTC',
  'DOGE',
  'ADA',
  'BNB',
  'AVAX',
  'DOT',
  'LINK',
  'MATIC',
  'TRX',
  'XLM',
  'XMR',
  'UNI',
  'SHIB',
  'ATOM',
  'BCH',
  'ETC',
])

const wordsOf = (text: string): string[] => text.match(/[A-Za-z0-9/]+/g) ?? []

function isNamedIn(goal: string, dataset: Dataset): boolean {
  const words = new Set(wordsOf(goal.toUpperCase()).map((word) => SPOKEN[word] ?? word))
  return words.has(baseAsset(dataset.symbol)) || words.has(dataset.symbol)
}

/** An asset that the goal names, as a ticker in capitals or by its spoken name. */
function assetNamedIn(goal: string): string | undefined {
  return wordsOf(goal)
    .map((word) => SPOKEN[word.toUpperCase()] ?? word)
    .find((word) => TICKERS.has(word))
}

/**
 * The dataset a session works on: the only one whose asset the goal names, or the only one where it names none.
 * @throws UsageError where several fit, NoSuchIdError where none does.
 */
export function chooseDataset(datasets: readonly Dataset[], goal: string): Dataset {
  const named = datasets.filter((dataset) => isNamedIn(goal, dataset))
  const wanted = assetNamedIn(goal)
  const fitting = datasets.length === 1 && wanted === undefined ? datasets : named
  const [only] = fitting
  if (only !== undefined && fitting.length === 1) return only
  const choices = (fitting.length > 0 ? fitting : datasets).map((dataset) => dataset.dataset_id)
  const list = choices.length > 8 ? `${choices.slice(0, 8).join(', ')} and ${choices.length - 8} more` : choices.join(', ')
  if (fitting.length === 0) {
    const why = wanted === undefined ? 'The goal names no asset of the lake' : `The goal is about ${wanted}, of which the lake has no bars`
    throw new NoSuchIdError(`${why}; choose one with --dataset: ${list}.`, { choices })
  }
  throw new UsageError(`Several datasets fit the goal; choose one with --dataset: ${list}.`, { choices })
}
