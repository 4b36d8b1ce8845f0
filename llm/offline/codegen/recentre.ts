import type { Catalogue } from '../grammar/catalogue.ts'
import { placeConditions } from '../grammar/express.ts'
import { conditionsOf, type Condition, type Genome } from '../grammar/genome.ts'
import { gridOf } from '../grammar/grid.ts'

/** Parameter → value → folds of the walk-forward that chose it. */
export type ChosenParams = Readonly<Record<string, Readonly<Record<string, number>>>>

/** The value that most folds chose; of equally many, the smaller. */
function favourite(counts: Readonly<Record<string, number>> | undefined): number | undefined {
  const [most] = Object.entries(counts ?? {}).sort(([a, x], [b, y]) => y - x || Number(a) - Number(b))
  return most === undefined ? undefined : Number(most[0])
}

/**
 * The genome with the numbers that its own walk-forward chose most often in place of those that it was written with: what comes next starts
 * from there, and its grid reaches one step further the same way.
 */
export function recentred(genome: Genome, chosen: ChosenParams, catalogue: Catalogue): Genome {
  const placed = placeConditions(conditionsOf(genome), catalogue)
  const { indicator, exits } = gridOf(genome, placed)
  const value = indicator && favourite(chosen[indicator.name])
  const about = placed.find(({ key }) => key === indicator?.key)?.condition
  const moved = (condition: Condition): Condition =>
    indicator === undefined || value === undefined || condition !== about
      ? condition
      : { ...condition, params: { ...condition.params, [indicator.name]: value } }
  const stops = exits.flatMap(({ name }) => {
    const stop = favourite(chosen[name])
    return stop === undefined ? [] : [[name, stop] as const]
  })
  return {
    ...genome,
    trigger: genome.trigger && moved(genome.trigger),
    filters: genome.filters.map(moved),
    exits: { ...genome.exits, ...Object.fromEntries(stops) },
  }
}
