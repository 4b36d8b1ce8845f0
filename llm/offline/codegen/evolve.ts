import { pick, type Random } from '../../../math/random.ts'
import { jitter, rounded, clamp } from '../draw.ts'
import type { Catalogue } from '../grammar/catalogue.ts'
import { conditionsOf, indicatorsOf, type Condition, type Exits, type Genome } from '../grammar/genome.ts'
import { drawExits, filterLogic, growFilter, growTrigger, turnKnob } from '../grammar/grow.ts'
import { findFit, triggersOf } from '../grammar/motifs.ts'
import { tuneParams } from '../grammar/params.ts'
import { modelPart } from './fresh.ts'
import type { CodegenTask } from './task.ts'

const MAX_FILTERS = 3

/** One condition, its numbers turned a little; its parameters as well half of the time. */
function tuneCondition(random: Random, condition: Condition, catalogue: Catalogue): Condition {
  const entry = catalogue.find(condition.indicator)
  const fit = entry && findFit(entry, condition.motif, condition.outputs)
  if (entry === undefined || fit === undefined) return condition
  const turned = Object.entries(fit.motif.numbers).map(([name, knob]) => [name, turnKnob(random, knob, condition.numbers[name])] as const)
  const params = turned.length === 0 || random() < 0.5 ? tuneParams(random, entry, condition.params) : condition.params
  return { ...condition, params, numbers: Object.fromEntries(turned) }
}

function tuneExits(random: Random, exits: Exits): Exits {
  const fraction = (value: number): number => rounded(clamp(jitter(random, value, 0.2), 0.005, 0.3))
  return {
    ...(exits.stopLoss === undefined ? {} : { stopLoss: fraction(exits.stopLoss) }),
    ...(exits.takeProfit === undefined ? {} : { takeProfit: fraction(exits.takeProfit) }),
    ...(exits.trailingStop === undefined ? {} : { trailingStop: fraction(exits.trailingStop) }),
    ...(exits.maxBarsHeld === undefined ? {} : { maxBarsHeld: Math.max(4, Math.round(jitter(random, exits.maxBarsHeld, 0.25))) }),
  }
}

/** As often as not one part alone is tuned: of a change in everything nobody knows what helped. */
const ONE_PART_SHARE = 0.5

/** The numbers of a genome a little moved: all of them, or those of one part. */
export function tuneGenome(random: Random, genome: Genome, catalogue: Catalogue): Genome {
  const tuned = tunedWhole(random, genome, catalogue)
  if (random() >= ONE_PART_SHARE) return tuned
  const parts: Genome[] = [
    { ...genome, exits: tuned.exits },
    ...(genome.trigger === null ? [] : [{ ...genome, trigger: tuned.trigger }]),
    ...(genome.filters.length === 0 ? [] : [{ ...genome, filters: tuned.filters }]),
    ...(genome.model === null ? [] : [{ ...genome, model: tuned.model }]),
  ]
  return pick(random, parts)
}

function tunedWhole(random: Random, genome: Genome, catalogue: Catalogue): Genome {
  const threshold = genome.model && rounded(clamp(jitter(random, genome.model.threshold, 0.02), 0.5, 0.95))
  return {
    ...genome,
    trigger: genome.trigger && tuneCondition(random, genome.trigger, catalogue),
    filters: genome.filters.map((filter) => tuneCondition(random, filter, catalogue)),
    exits: tuneExits(random, genome.exits),
    model: genome.model && { ...genome.model, threshold: threshold ?? genome.model.threshold },
  }
}

/** Brings a genome's indicators in line with the decision's: those that went are dropped, those that came take their places. */
function reconcile(random: Random, genome: Genome, task: CodegenTask, catalogue: Catalogue): Genome {
  const wanted = task.decision.indicators.flatMap((name) => catalogue.find(name) ?? [])
  const names = new Set(wanted.map(({ name }) => name))
  const known = new Set(indicatorsOf(genome))
  const fresh = wanted.filter(({ name }) => !known.has(name))
  const kept = genome.trigger !== null && names.has(genome.trigger.indicator) ? genome.trigger : undefined
  const successor =
    kept === undefined && genome.trigger !== null ? fresh.find((entry) => triggersOf(entry, genome.logic).length > 0) : undefined
  const trigger = kept ?? (successor && growTrigger(random, successor, genome.logic)) ?? genome.trigger
  const suited = filterLogic(trigger ?? undefined, trigger === null ? undefined : catalogue.find(trigger.indicator), genome.logic)
  const added = fresh.filter((entry) => entry !== successor).flatMap((entry) => growFilter(random, entry, suited) ?? [])
  const filters = [...genome.filters.filter(({ indicator }) => names.has(indicator)), ...added].slice(-MAX_FILTERS)
  return { ...genome, trigger, filters }
}

/** The parent with the other's filters, as far as the decision names them, and its exits; triggers stay single, as two rare ones hardly ever come true at once. */
function crossed(genome: Genome, other: Genome, catalogue: Catalogue): Genome {
  const filters = conditionsOf(other).filter(({ indicator, motif, outputs }) => {
    const entry = catalogue.find(indicator)
    const fit = entry && findFit(entry, motif, outputs)
    return indicator !== genome.trigger?.indicator && fit?.motif.triggers.length === 0
  })
  const own = genome.filters.filter(({ indicator }) => !filters.some((one) => one.indicator === indicator))
  return { ...genome, filters: [...own, ...filters], exits: other.exits }
}

/** A child of `parent` as the decision's modification says; whatever is not a change of one known part tunes all its numbers, so that it is never the parent again. */
export function evolveGenome(random: Random, parent: Genome, other: Genome | undefined, task: CodegenTask, catalogue: Catalogue): Genome {
  const change = task.decision.exploration_vector.modification
  const child = { ...parent, generation: parent.generation + 1, repairs: 0, sides: task.sides === 'both' ? parent.sides : task.sides }
  const model = modelPart(random, task)
  const renewed = { ...child, model: model && { id: model.id, threshold: parent.model?.threshold ?? model.threshold } }
  switch (change) {
    case 'changed_exits':
      return { ...renewed, exits: drawExits(random, parent.logic) }
    case 'upgraded_model':
      return renewed
    case 'crossover':
      return tuneGenome(
        random,
        reconcile(random, other === undefined ? renewed : crossed(renewed, other, catalogue), task, catalogue),
        catalogue,
      )
    default:
      return tuneGenome(random, reconcile(random, renewed, task, catalogue), catalogue)
  }
}
