import type { Config } from '../../config.ts'
import { openFacts } from '../../data/facts/openFacts.ts'
import { loadResearchBars } from '../../data/holdout/researchBars.ts'
import { sealedFrom } from '../../data/holdout/sealOf.ts'
import { findDataset } from '../../data/lake/findDataset.ts'
import { storeBars } from '../../data/lake/storeBars.ts'
import { makeBars } from '../../data/markets/makeBars.ts'
import { lockSession } from '../../data/sessionLock.ts'
import { openWorkspace } from '../../data/workspace.ts'
import { barCount, type Bars } from '../../domain/bars.ts'
import { ResourceError, UsageError } from '../../domain/errors.ts'
import { parseTimeframe, timeframeMs, type Timeframe } from '../../domain/timeframe.ts'
import { openContext } from '../../graph/openContext.ts'
import { runSession } from '../../graph/runSession.ts'
import { offlineModels } from '../../llm/offlineModels.ts'
import type { ResearchContext } from '../../nodes/context.ts'
import { prepareSession } from '../../nodes/prepare/prepareSession.ts'
import { freshSharpe } from './freshSharpe.ts'
import type { Outcome } from './outcome.ts'
import { readVerdicts } from './readVerdicts.ts'
import { taskKey, type Task } from './task.ts'

/** Where one session is run, and where the bars to shuffle are. */
export interface Place {
  /** A fresh workspace, of this session alone. */
  readonly home: string
  /** The user's workspace. */
  readonly sourceHome: string
}

const timeframeOf = ({ source }: Task): Timeframe => parseTimeframe(source?.dataset_id.split(':').at(-1) ?? '1h')

async function sourceBars(task: Task, { sourceHome }: Place, config: Config): Promise<Bars | undefined> {
  if (task.source === null) return undefined
  const { dataset_id, content_hash } = task.source
  const workspace = openWorkspace(sourceHome)
  const dataset = await findDataset(workspace, dataset_id)
  if (dataset.content_hash !== content_hash) {
    throw new UsageError(`${dataset_id} has changed since the calibration began; start a new one in another --out.`, { dataset_id })
  }
  // What is sealed stays so, shuffled or not.
  const facts = openFacts(workspace)
  try {
    return await loadResearchBars(workspace, dataset_id, sealedFrom(facts, dataset, config.holdoutShare, Date.now()))
  } finally {
    facts.close()
  }
}

/** Imports the market under a name that says nothing of its kind, labelled synthetic. */
async function storeMarket(context: ResearchContext, task: Task, bars: Bars): Promise<string> {
  const timeframe = timeframeOf(task)
  const end = (bars.time[barCount(bars) - 1] as number) + timeframeMs(timeframe)
  const { dataset } = await storeBars(context.workspace, {
    exchange: `synthetic-${task.seed}`,
    symbol: 'BTCUSDT',
    timeframe,
    synthetic: true,
    bars,
    source: { name: `generated market, seed ${task.seed}` },
    // A made-up bar is finished, even one of next year.
    now: Math.max(Date.now(), end),
  })
  return dataset.dataset_id
}

/** Runs one session exactly as `research --llm offline` does, on a market made for it, and reads its verdicts. */
export async function runTask(task: Task, place: Place, config: Config): Promise<Outcome> {
  const started = performance.now()
  const { kind, seed, strategies, goal } = task
  const source = await sourceBars(task, place, config)
  const opened = openContext({ ...config, home: place.home })
  const context: ResearchContext = { ...opened, chatModels: (_llm, ownSeed) => offlineModels(ownSeed, task.search) }
  try {
    const dataset_id = await storeMarket(context, task, makeBars(kind, seed, task.bars, source))
    const request = { goal, strategies, dataset_id, from: '', to: '', seed, llm: 'offline' as const, max_cost_usd: 0, max_minutes: 0 }
    const session = await prepareSession(context, request)
    const lock = lockSession(context.workspace, session.session_id)
    const stopped_by = await runSession(context, session, () => undefined).ended.finally(() => lock.release())
    if (stopped_by !== 'strategies')
      throw new ResourceError(`Session ${session.session_id} was stopped by "${stopped_by}", not by its budget.`)
    const { approved, best, ...verdicts } = readVerdicts(context.facts.strategiesOf(session.session_id))
    const fresh = freshSharpe(context, () => makeBars(kind, `${seed} fresh`, task.bars, source), timeframeOf(task))
    return {
      key: taskKey(task),
      task,
      session_id: session.session_id,
      stopped_by,
      ...verdicts,
      trials_counted: context.facts.countTrials(dataset_id),
      approved: await Promise.all(approved.map(fresh)),
      best: best === undefined ? null : await fresh(best),
      seconds: (performance.now() - started) / 1000,
      finished_at: new Date().toISOString(),
    }
  } finally {
    await context.close()
  }
}
