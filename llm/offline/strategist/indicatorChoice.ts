import type { StrategyLogic } from '../../../domain/strategy.ts'
import type { Random } from '../../../math/random.ts'
import { drawWeighted } from '../draw.ts'
import type { CatalogueEntry } from '../grammar/catalogue.ts'
import { filtersOf, triggersOf } from '../grammar/motifs.ts'
import { indicatorBelief, sample } from './belief.ts'
import { isTextbook } from './survey.ts'
import { seenRows, type Tables } from './tables.ts'

/** One, two or three indicators: each one more hides what the others are worth, and a good idea gets its filters when it is refined. */
const COUNT_WEIGHTS = [6, 3, 1]

/** A head start for what textbooks name. */
const TEXTBOOK_BONUS = 0.2

/** Sets that were tried lately are drawn again this often at most. */
const NOVELTY_TRIES = 5

/** Used where the catalogue could not be read: names that every catalogue has. */
const WELL_KNOWN = ['rsi', 'ema', 'macd', 'obv']

/** Indicators by a Thompson draw from their record in this logic, the highest first. */
function drawnOrder(random: Random, entries: readonly CatalogueEntry[], logic: StrategyLogic, tables: Tables): CatalogueEntry[] {
  const rows = seenRows(tables).filter(({ strategy_logic }) => strategy_logic === logic)
  const draws = entries.map((entry) => {
    const cell = rows.filter(({ indicators_used: used }) => used.includes(entry.name))
    const belief = indicatorBelief(tables.byIndicator.get(entry.name), cell)
    return { entry, draw: sample(random, belief) + (isTextbook(logic, entry.name) ? TEXTBOOK_BONUS : 0) }
  })
  return draws.sort((a, b) => b.draw - a.draw).map(({ entry }) => entry)
}

function oneSet(random: Random, logic: StrategyLogic, tables: Tables): string[] {
  const { entries } = tables.catalogue
  const able = entries.filter((entry) => triggersOf(entry, logic).length > 0)
  const [trigger] = drawnOrder(random, able.length > 0 ? able : entries, logic, tables)
  if (trigger === undefined) return [drawWeighted(random, WELL_KNOWN, () => 1)]
  const count = 1 + drawWeighted(random, [0, 1, 2], (extra) => COUNT_WEIGHTS[extra] ?? 0)
  const chosen = [trigger]
  for (const entry of drawnOrder(random, entries, logic, tables)) {
    if (chosen.length >= count) break
    // One of a kind: two averages say one thing twice.
    if (chosen.some(({ group, scale }) => group === entry.group && scale === entry.scale)) continue
    if (filtersOf(entry, logic).length > 0) chosen.push(entry)
  }
  return chosen.map(({ name }) => name)
}

function key(names: readonly string[]): string {
  return [...names].sort().join()
}

/** Names for a new idea: one that can trigger the logic first, then what filters it; by their record, and no set that was just tried if there is another. */
export function chooseIndicators(random: Random, logic: StrategyLogic, tables: Tables): string[] {
  const tried = new Set(
    seenRows(tables)
      .filter((row) => row.strategy_logic === logic)
      .map((row) => key(row.indicators_used)),
  )
  let names = oneSet(random, logic, tables)
  for (let i = 0; i < NOVELTY_TRIES && tried.has(key(names)); i++) names = oneSet(random, logic, tables)
  return names
}

/** An indicator that filters this logic and is not among `names`; undefined where there is none. */
export function anotherFilter(random: Random, logic: StrategyLogic, names: readonly string[], tables: Tables): string | undefined {
  const able = tables.catalogue.entries.filter((entry) => !names.includes(entry.name) && filtersOf(entry, logic).length > 0)
  return drawnOrder(random, able, logic, tables)[0]?.name
}

/** An indicator that triggers this logic and is not among `names`; undefined where there is none. */
export function anotherTrigger(random: Random, logic: StrategyLogic, names: readonly string[], tables: Tables): string | undefined {
  const able = tables.catalogue.entries.filter((entry) => !names.includes(entry.name) && triggersOf(entry, logic).length > 0)
  return drawnOrder(random, able, logic, tables)[0]?.name
}
