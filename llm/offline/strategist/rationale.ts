import type { Arm } from './arms.ts'
import type { Area, Row, Tables } from './tables.ts'

function figure(value: number | null): string {
  return value === null ? 'none' : value.toFixed(2)
}

/** `mean_reversion: 4 tries, average Sharpe 0.42, best 1.10` */
export function areaWords(name: string, area: Area | undefined): string {
  if (area === undefined || area.attempts === 0) return `${name}: never tried`
  const tries = `${area.attempts} ${area.attempts === 1 ? 'try' : 'tries'}`
  if (area.avg_sharpe === null) return `${name}: ${tries}, none ran to the end`
  return `${name}: ${tries}, average Sharpe ${figure(area.avg_sharpe)}, best ${figure(area.best_sharpe)}`
}

export function rowWords({ strategy_id, strategy_logic, sharpe_ratio, oos_sharpe, num_trades }: Row): string {
  const outOfSample = oos_sharpe === null ? '' : ` and ${figure(oos_sharpe)} out of sample`
  return `${strategy_id} (${strategy_logic}, Sharpe ${figure(sharpe_ratio)}${outOfSample}, ${num_trades ?? 'no'} trades)`
}

/** Why this arm: its record, the runner-up, and the record of the indicators. */
export function exploreWords(arms: readonly Arm[], indicators: readonly string[], tables: Tables): string {
  const [first, second] = arms
  if (first === undefined) return ''
  const others =
    second === undefined ? '' : ` The draw from its record was the highest of ${arms.length} arms; next was ${second.type} ${second.logic}.`
  const records = indicators.map((name) => areaWords(name, tables.byIndicator.get(name))).join('; ')
  return (
    `Explore ${first.logic} as ${first.type}. ${areaWords(first.logic, tables.byLogic.get(first.logic))}; ` +
    `${areaWords(first.type, tables.byType.get(first.type))}.${others}${records === '' ? '' : ` Indicators: ${records}.`}`
  )
}

const LIMIT = 1200

/** The whole rationale: what was decided and why, what was heard in the goal, what could not be read, and who speaks. */
export function rationale(reason: string, heard: readonly string[], tables: Tables): string {
  const goal = heard.length === 0 ? '' : ` The goal mentions ${heard.join(', ')}.`
  const missing = tables.missing.length === 0 ? '' : ` No answer from ${tables.missing.join(', ')}.`
  return `${reason}${goal}${missing} (Offline policy: seeded rules over ${tables.total} recorded strategies, no language model.)`.slice(
    0,
    LIMIT,
  )
}
