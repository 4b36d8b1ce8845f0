import type { StrategyLogic } from '../../../domain/strategy.ts'
import { pick, type Random } from '../../../math/random.ts'
import { between, rounded } from '../draw.ts'
import { bareEntry, type Catalogue, type CatalogueEntry } from '../grammar/catalogue.ts'
import type { Condition, Genome } from '../grammar/genome.ts'
import { drawExits, filterLogic, plainCondition, PROTECTION, growFilter, growTrigger } from '../grammar/grow.ts'
import { triggersOf } from '../grammar/motifs.ts'
import type { CodegenTask } from './task.ts'

/** More conditions than this seldom hold together. */
const MAX_FILTERS = 3

/** The decision's indicators as the catalogue knows them; unknown ones are left out where there is a catalogue to look in. */
function chosenEntries(task: CodegenTask, catalogue: Catalogue): CatalogueEntry[] {
  const entries = task.decision.indicators.flatMap((name) => {
    const entry = catalogue.find(name) ?? (catalogue.entries.length === 0 ? bareEntry(name) : undefined)
    return entry === undefined ? [] : [entry]
  })
  return [...new Map(entries.map((entry) => [entry.name, entry])).values()]
}

function anyTrigger(random: Random, catalogue: Catalogue, logic: StrategyLogic): Condition | undefined {
  const able = catalogue.entries.filter((entry) => triggersOf(entry, logic).length > 0)
  return able.length === 0 ? undefined : growTrigger(random, pick(random, able), logic)
}

/** What a model of a value tells is a rank among its last ones, evenly spread; a probability of the direction hardly leaves the middle. */
const RANKED = /_(?:return|volatility)_/

/** The model's part; a hybrid asks the model for less, as its indicators have to agree as well. */
export function modelPart(random: Random, task: CodegenTask): Genome['model'] {
  if (task.modelId === undefined || task.decision.strategy_type === 'pure_technical') return null
  const isAlone = task.decision.strategy_type === 'pure_ml'
  const [least, most] = RANKED.test(task.modelId) ? [0.6, isAlone ? 0.95 : 0.8] : [0.51, isAlone ? 0.6 : 0.56]
  return { id: task.modelId, threshold: rounded(between(random, least, most)) }
}

/** The decision's one indicator with the numbers and the trigger that textbooks give it, and nothing beside it but protection against a catastrophe. */
function textbookGenome(task: CodegenTask, catalogue: Catalogue): Genome | undefined {
  const { logic } = task.decision
  const [entry] = chosenEntries(task, catalogue)
  const [fit] = entry === undefined ? [] : triggersOf(entry, logic)
  if (entry === undefined || fit === undefined) return undefined
  return {
    logic,
    sides: task.sides,
    trigger: plainCondition(entry, fit),
    filters: [],
    exits: PROTECTION,
    model: null,
    generation: 1,
    repairs: 0,
  }
}

/** A genome of what the decision names and nothing older: the first indicator able to trigger the logic does, the others filter. */
export function freshGenome(random: Random, task: CodegenTask, catalogue: Catalogue): Genome {
  const { logic, strategy_type } = task.decision
  const textbook = task.decision.exploration_vector.modification === 'textbook_idea' ? textbookGenome(task, catalogue) : undefined
  if (textbook !== undefined) return textbook
  const model = modelPart(random, task)
  const base = { logic, sides: task.sides, exits: drawExits(random, logic), model, generation: 1, repairs: 0 }
  if (strategy_type === 'pure_ml' && model !== null) return { ...base, trigger: null, filters: [] }

  const entries = chosenEntries(task, catalogue)
  const able = entries.find((entry) => triggersOf(entry, logic).length > 0)
  const signalTriggers = logic === 'ml_signal' && model !== null
  const trigger = signalTriggers ? undefined : able === undefined ? anyTrigger(random, catalogue, logic) : growTrigger(random, able, logic)
  const suited = filterLogic(trigger, trigger && catalogue.find(trigger.indicator), logic)
  const rest = entries.filter((entry) => signalTriggers || entry !== able).slice(0, MAX_FILTERS)
  const filters = rest.flatMap((entry) => growFilter(random, entry, suited) ?? [])
  if (trigger !== undefined || signalTriggers) return { ...base, trigger: trigger ?? null, filters }
  // Nothing can trigger: the first filter has to.
  return { ...base, trigger: filters[0] ?? null, filters: filters.slice(1) }
}
