import { z } from 'zod'
import { seededRandom, type Random } from '../../../math/random.ts'
import type { Conversation } from '../conversation.ts'
import { readCatalogue, type Catalogue } from '../grammar/catalogue.ts'
import { readGenome, type Genome } from '../grammar/genome.ts'
import { renderStrategy, type WrittenStrategy } from '../grammar/render.ts'
import type { PlannedCall, Reply } from '../reply.ts'
import { evolveGenome, tuneGenome } from './evolve.ts'
import { freshGenome } from './fresh.ts'
import { recentred, type ChosenParams } from './recentre.ts'
import { repairGenome } from './repair.ts'
import { readTask, type CodegenTask } from './task.ts'

const NO_DECISION =
  'I am the offline policy, not a language model: to write a strategy I need the decision as a fenced JSON block in the user message.'

/** Strategies whose texts the task starts from: the parent, and in a crossover the one that its details name. */
function relatives({ decision }: CodegenTask): string[] {
  if (decision.parent_id === null) return []
  const other =
    decision.exploration_vector.modification === 'crossover'
      ? /\bcrossed with (\S+?)[.,;)]?(?:\s|$)/.exec(decision.exploration_vector.details)?.[1]
      : undefined
  return other === undefined ? [decision.parent_id] : [decision.parent_id, other]
}

/** What it still has to read. */
function reads(task: CodegenTask, conversation: Conversation): PlannedCall[] {
  const wanted: PlannedCall[] = [
    { name: 'list_indicators', args: {} },
    ...relatives(task).map((strategy_id) => ({ name: 'show_strategy', args: { strategy_id } })),
  ]
  return wanted.filter(({ name }) => conversation.toolNames.has(name) && !conversation.called.has(name))
}

const Shown = z.object({
  code: z.string(),
  /** Parameter → value → folds of the walk-forward that chose it. */
  chosen_params: z.record(z.string(), z.record(z.string(), z.number())).catch({}),
})

interface Relative {
  readonly genome: Genome
  readonly chosen: ChosenParams
}

function relativesShown(conversation: Conversation): (Relative | undefined)[] {
  return (conversation.results.get('show_strategy') ?? []).map((result) => {
    const shown = Shown.safeParse(result).data
    const genome = shown && readGenome(shown.code)
    return genome && { genome, chosen: shown.chosen_params }
  })
}

function genomeFor(random: Random, task: CodegenTask, conversation: Conversation, catalogue: Catalogue): Genome {
  const previous = task.previousCode === undefined ? undefined : readGenome(task.previousCode)
  if (task.failure !== undefined && previous !== undefined) return repairGenome(random, previous, task.failure, task, catalogue)
  const [parent, other] = relativesShown(conversation)
  // A parent that something else wrote has no genome: its decision's logic and indicators are all there is to go by.
  if (parent === undefined || task.decision.parent_id === null) return freshGenome(random, task, catalogue)
  const centred = recentred(parent.genome, parent.chosen, catalogue)
  return evolveGenome(random, centred, other?.genome, task, catalogue)
}

const MAX_TUNINGS = 8

/** The strategy's text; tuned on where it would be the very text that failed. */
function written(random: Random, task: CodegenTask, conversation: Conversation): WrittenStrategy {
  const catalogue = readCatalogue(conversation.results.get('list_indicators')?.at(-1))
  let genome = genomeFor(random, task, conversation, catalogue)
  let strategy = renderStrategy(genome, catalogue)
  for (let i = 0; i < MAX_TUNINGS && strategy.code.trim() === task.previousCode?.trim(); i++) {
    genome = tuneGenome(random, genome, catalogue)
    strategy = renderStrategy(genome, catalogue)
  }
  return strategy
}

/** The code generator's next message: first it reads the catalogue and the parent, then it writes. */
export function codegenReply(conversation: Conversation, submitName: string, ownSeed: number): Reply {
  const task = readTask(conversation, ownSeed)
  if (task === undefined) return { text: NO_DECISION }
  const calls = reads(task, conversation)
  if (calls.length > 0) return { calls }
  const random = seededRandom(`${task.brief.seed}/codegen/${task.brief.iteration}/${task.attempt}`)
  return { calls: [{ name: submitName, args: { ...written(random, task, conversation) } }] }
}
