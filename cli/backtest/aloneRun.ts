import { portfolioEngine } from '../../backtest/portfolio/simulatePortfolio.ts'
import type { ResearchContext } from '../../nodes/context.ts'
import { evaluateRun, type Completed } from './evaluateRun.ts'
import type { PreparedRun } from './manualRun.ts'

/** One symbol of a portfolio by itself: it goes through smoke run and causality test, and is a trial. */
export interface Alone {
  readonly run: PreparedRun
  readonly evaluation: Completed
}

/** With the portfolio's rule of what ends a listing. */
export async function runAlone(context: ResearchContext, run: PreparedRun): Promise<Alone> {
  const engine = portfolioEngine(run.engine)
  const { evaluation } = await evaluateRun(context, { ...run, engine, request: { ...run.request, engine } })
  return { run, evaluation }
}
