import { seededRandom } from '../../../math/random.ts'
import { readBrief } from '../brief.ts'
import type { Conversation } from '../conversation.ts'
import type { PlannedCall, Reply } from '../reply.ts'
import { decide, type Plan } from './decide.ts'
import { familyWords, readFamily } from './family.ts'
import { READS, readTables } from './tables.ts'

const ARGUMENTS: Readonly<Partial<Record<string, Record<string, unknown>>>> = {
  get_top: { metric: 'oos_sharpe', limit: 50 },
  get_recent: { limit: 50 },
}

function reads(conversation: Conversation): PlannedCall[] {
  return READS.filter((name) => conversation.toolNames.has(name) && !conversation.called.has(name)).map((name) => ({
    name,
    args: { ...ARGUMENTS[name] },
  }))
}

/** A plan from tables in which `worn` was taken out of the running. */
function planFor(conversation: Conversation, ownSeed: number, worn: string | undefined): Plan {
  const brief = readBrief(conversation.userText, ownSeed)
  const tables = readTables(conversation)
  const top = tables.top.filter(({ strategy_id: id }) => id !== worn)
  const attempt = conversation.rejections.length
  return decide(seededRandom(`${brief.seed}/strategist/${brief.iteration}/${attempt}`), brief, { ...tables, top })
}

/** The strategist's next message: it reads every table at once, looks at the family of a strategy that it would refine, and decides. */
export function strategistReply(conversation: Conversation, submitName: string, ownSeed: number): Reply {
  const calls = reads(conversation)
  if (calls.length > 0) return { calls }

  const plan = planFor(conversation, ownSeed, undefined)
  const parent = plan.parent
  if (parent === undefined) return submission(submitName, plan, '')
  const askFamily = conversation.toolNames.has('get_genealogy') && !conversation.called.has('get_genealogy')
  if (askFamily) return { calls: [{ name: 'get_genealogy', args: { strategy_id: parent.strategy_id, depth: 2 } }] }

  const family = readFamily(conversation.results.get('get_genealogy')?.[0], parent)
  if (family?.worn !== true) return submission(submitName, plan, family === undefined ? '' : familyWords(family))
  return submission(
    submitName,
    planFor(conversation, ownSeed, parent.strategy_id),
    ` (${parent.strategy_id} was passed over:${familyWords(family)})`,
  )
}

const RATIONALE_LIMIT = 1200

function submission(submitName: string, { decision }: Plan, addition: string): Reply {
  const rationale = `${decision.rationale}${addition}`.slice(0, RATIONALE_LIMIT)
  return { calls: [{ name: submitName, args: { ...decision, rationale } }] }
}
