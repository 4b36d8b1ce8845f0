import type { Bars } from '../domain/bars.ts'
import type { Failure } from '../domain/facts.ts'
import type { MarketData } from '../domain/market.ts'
import type { EngineSettings, OrderColumns } from '../domain/order.ts'
import type { ParamPoint, StrategyDeclaration, StrategyExits, StrategySource } from '../domain/strategy.ts'

/** Bars [from, to). */
export interface RunWindow {
  readonly from: number
  readonly to: number
}

/** Everything one run of a strategy sees; every column has the bars' length. */
export interface StrategyRun {
  readonly source: StrategySource
  /** Classic-script JavaScript that defines `function simulate(bars, engine, exits, tradeFrom, decide, market)`; evaluated inside the isolate. */
  readonly kernel: string
  readonly bars: Bars
  /** The strategy's own name → output → column. */
  readonly indicators: Readonly<Record<string, Readonly<Record<string, Float64Array>>>>
  /** Model key → column of probabilities or scores, NaN where there is none. */
  readonly predictions: Readonly<Record<string, Float64Array>>
  readonly engine: EngineSettings
  /** What the engine knows beside the bars; the strategy sees nothing of it. */
  readonly market?: MarketData | undefined
  readonly exits: StrategyExits
  /** Index of the first bar with a decision. */
  readonly tradeFrom: number
  /** What the strategy reads as `this.params`; left out for a strategy that declares none. */
  readonly params?: ParamPoint | undefined
  /**
   * Half-open ranges of bars, all of them where left out. On each the strategy is made anew, without memory of the others and flat, and is
   * closed out at its end; indicators and `bar.ago` reach back before it.
   */
  readonly windows?: readonly RunWindow[] | undefined
  readonly seed: number
}

export type DeclareOutcome =
  { readonly ok: true; readonly declaration: StrategyDeclaration } | { readonly ok: false; readonly failure: Failure }

/** `actions` holds one ACTION per bar, window after window, `orders` the tickets of some of them; the host replays both and computes every fill itself. */
export type RunOutcome =
  | { readonly ok: true; readonly actions: Uint8Array; readonly orders?: OrderColumns | undefined }
  | { readonly ok: false; readonly failure: Failure }

/** Where source texts written by a model are looked at and run. A bad source is a failure value; only a broken sandbox throws. */
export interface Sandbox {
  /** Policy, transpile, then the class's `static needs` and `static exits`, checked. */
  declare(source: StrategySource): Promise<DeclareOutcome>
  /** The orders the strategy gives on these bars. @throws ResourceError when no child process can be started. */
  run(run: StrategyRun): Promise<RunOutcome>
  /** Ends every child process; runs under way fail with `sandbox_closed`. */
  close(): Promise<void>
}

/** What the strategy of one symbol sees; every column has the bars' length. */
export interface LegRun extends Pick<StrategyRun, 'bars' | 'indicators' | 'predictions' | 'market'> {
  /** Index of its first bar with a decision. */
  readonly tradeFrom: number
}

/** One strategy on several symbols in one account. */
export interface LegsRun {
  readonly source: StrategySource
  /** Classic-script JavaScript that defines `function simulateBooks(legs, clock, engine)`; evaluated inside the isolate. */
  readonly kernel: string
  readonly legs: readonly LegRun[]
  /** Every stamp of every leg, ascending. */
  readonly clock: Bars['time']
  readonly engine: EngineSettings
  readonly exits: StrategyExits
  readonly params?: ParamPoint | undefined
  readonly seed: number
}

/** Of each leg its orders, one entry per bar of its own. */
export type LegsOutcome =
  | { readonly ok: true; readonly legs: readonly { readonly actions: Uint8Array; readonly orders?: OrderColumns | undefined }[] }
  | { readonly ok: false; readonly failure: Failure }

/** A sandbox that also runs one strategy on several symbols in one account. */
export interface LegsSandbox extends Sandbox {
  /** The orders of each symbol. @throws ResourceError when no child process can be started. */
  runLegs(run: LegsRun): Promise<LegsOutcome>
}

export interface SandboxOptions {
  /** Child processes, each with one run at a time; default the number of cores, at most 4. */
  readonly processes?: number
  /** Heap of one isolate in MB, beside the columns; default 64. */
  readonly memoryMb?: number
  /** Wall-clock limit of one run in milliseconds; default 10,000. */
  readonly timeoutMs?: number
  /** Every strategy in an isolate, also one that is no more than steps on columns: what tests hold the one against the other by. */
  readonly usesIsolates?: boolean
  /** Combinations that a strategy's `static params` may have; default 64, which is what agents get. */
  readonly maxGridPoints?: number | undefined
}
