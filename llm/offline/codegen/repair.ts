import type { Random } from '../../../math/random.ts'
import type { Catalogue } from '../grammar/catalogue.ts'
import { conditionsOf, type Condition, type Genome } from '../grammar/genome.ts'
import { middleNumbers } from '../grammar/grow.ts'
import { findFit } from '../grammar/motifs.ts'
import { defaultParams } from '../grammar/params.ts'
import { freshGenome } from './fresh.ts'
import type { CodegenTask, FailureNote } from './task.ts'

const TOO_FEW = /no_trades|too_few|never|no_entries/

/** Indicators that the failure's message names. */
function blamed(genome: Genome, { message, code }: FailureNote): Set<string> {
  const text = `${code} ${message}`.toLowerCase()
  const names = conditionsOf(genome).map(({ indicator }) => indicator)
  return new Set(names.filter((name) => new RegExp(`\\b${name.toLowerCase().replace(/[^a-z0-9_]/g, '.')}\\b`).test(text)))
}

/** The condition with its catalogue defaults and the middle of every number's range: as ordinary as it can be. */
function plain(condition: Condition, catalogue: Catalogue): Condition {
  const entry = catalogue.find(condition.indicator)
  const fit = entry && findFit(entry, condition.motif, condition.outputs)
  if (entry === undefined || fit === undefined) return condition
  return { ...condition, params: defaultParams(entry), numbers: middleNumbers(fit.motif) }
}

/** The decision again with other indicators: none of those that were blamed. */
function without(task: CodegenTask, names: ReadonlySet<string>): CodegenTask {
  const indicators = task.decision.indicators.filter((name) => !names.has(name.toLowerCase()))
  return { ...task, decision: { ...task.decision, indicators } }
}

/**
 * What to try after `failure`: what it names goes; a rule that never trades loses its filters; anything else is made as
 * plain as it can be; from the second repair on it is a new strategy of the same decision.
 */
export function repairGenome(random: Random, broken: Genome, failure: FailureNote, task: CodegenTask, catalogue: Catalogue): Genome {
  const named = blamed(broken, failure)
  const repairs = task.attempt
  const generation = broken.generation
  const rest: Catalogue = { ...catalogue, entries: catalogue.entries.filter(({ name }) => !named.has(name)) }
  const triggerBlamed = broken.trigger !== null && named.has(broken.trigger.indicator)
  if (task.attempt > 1 || triggerBlamed) return { ...freshGenome(random, without(task, named), rest), generation, repairs }
  if (named.size > 0) return { ...broken, repairs, filters: broken.filters.filter(({ indicator }) => !named.has(indicator)) }
  if (TOO_FEW.test(failure.code) && broken.filters.length > 0) return { ...broken, repairs, filters: [] }
  return { ...broken, repairs, trigger: broken.trigger && plain(broken.trigger, catalogue), filters: [] }
}
