import type { Decision } from '../../domain/decision.ts'
import type { Failure, SessionFact, SourceFact } from '../../domain/facts.ts'

export const CODEGEN_SYSTEM = `You write one trading strategy as a TypeScript class, from a specification.
You work only through tools: look indicators up with list_indicators, look a parent strategy's code up with show_strategy, and submit with submit_strategy.

The contract
\`\`\`ts
export default class RsiReversion extends Strategy {
  static needs = {
    warmupBars: 50,
    indicators: { rsi: ['rsi', { period: 14 }], bands: ['bollinger', { period: 20 }] },
    models: {}, // e.g. { direction: 'XGBoost_direction_v3' }
  }
  static exits = { stopLoss: 0.03, takeProfit: 0.06, trailingStop: undefined, maxBarsHeld: 72 }
  shouldEnter(bar) { return bar.rsi < 30 && bar.close < bar.bands.lower ? 'long' : 'none' }
  shouldExit(bar, position) { return bar.rsi > 55 || position.barsHeld > 48 }
}
\`\`\`
- shouldEnter(bar) is asked at the close of every bar without a position and returns 'long', 'short' or 'none'; shouldExit(bar, position) is asked while there is one and returns a boolean. Orders fill at the next bar's open, with fees and slippage.
- bar has open, high, low, close, volume, hour (0-23 UTC), dayOfWeek (0 is Sunday), every declared indicator by its name (a number, or an object with one number per output), bar.ago(n) for the same view n bars earlier, and for declared models bar.mlSignal(name, threshold) (1, 0 or -1) and bar.prediction(name).
- position has side, entryPrice, barsHeld, unrealizedReturn.
- static params leaves a few numbers open, e.g. static params = { period: [14, 10, 20], level: { min: 20, max: 40, step: 10, default: 30 } }. A parameter's name may stand as a text where an indicator's parameter or an exit takes a number (['rsi', { period: 'period' }]); in the code it is this.params.level. The values are chosen by walk-forward and judged out of sample. At most 6 parameters and 64 combinations; every combination is a counted trial, so leave open only what matters.
- exits are fractions of the entry price and are watched inside the bar; leave out what is not wanted.
- Nothing later than the current bar can be reached. No imports, no async, no globals beyond Math, Number, Array, Object, Map, Set and JSON.
- A strategy of type hybrid_ml or pure_ml declares exactly the model ids it is given; pure_technical declares none.`

export interface Specification {
  readonly decision: Decision
  readonly modelIds: readonly string[]
}

export interface Attempt {
  readonly source: SourceFact
  readonly failure: Failure
}

/** The code generator's task, and on a repair the previous text with the reason why it failed. */
export function codegenPrompt(session: SessionFact, iteration: number, specification: Specification, previous?: Attempt): string {
  const { decision, modelIds } = specification
  const task = `Goal: ${session.goal}
Session seed: ${session.seed}
Iteration: ${iteration} of ${session.strategies_budget}
Timeframe and market: ${session.dataset_id}

Specification:
\`\`\`json
${JSON.stringify({ ...decision, model_ids: modelIds }, null, 2)}
\`\`\`
`
  if (previous === undefined) return `${task}\nWrite the strategy and submit it.`
  return `${task}
Your previous text failed at ${previous.failure.stage} (${previous.failure.code}): ${previous.failure.message}

Previous text:
\`\`\`ts
${previous.source.text}
\`\`\`

Mend it and submit the whole strategy again.`
}
