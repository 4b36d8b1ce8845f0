import type { Dataset, QualityReport } from '../../domain/dataset.ts'

export const count = (value: number): string => value.toLocaleString('en-US')

/** The quality report as a person reads it: what was found, then what blocks and what warns. */
export function describeQuality(quality: QualityReport): string {
  const gaps =
    quality.gaps === 0
      ? ''
      : ` in ${count(quality.gaps)} gaps, the longest ${count(quality.longest_gap_bars)} after ${quality.longest_gap_after ?? '?'}`
  const findings: [string, string][] = [
    ['rows', `${count(quality.rows)}, ${quality.first_time} to ${quality.last_time}`],
    ['missing bars', `${count(quality.missing_bars)}${gaps}`],
    ['duplicates', `${count(quality.duplicates_identical)} identical, ${count(quality.duplicates_conflicting)} conflicting`],
    ['high/low violations', count(quality.ohlc_violations.count)],
    ['non-positive prices', count(quality.non_positive_prices.count)],
    ['missing values', count(quality.missing_values.count)],
    ['zero volume', count(quality.zero_volume_bars.count)],
    ['bad prints', withExamples(quality.bad_prints)],
    ['stale runs', `${count(quality.stale_runs.count)}, the longest ${count(quality.longest_stale_run_bars)} bars`],
    ['unfinished last bar', quality.unfinished_last_bar ? 'yes' : 'no'],
  ]
  return describeFindings(findings, quality)
}

/** What was found by name, then what blocks and what warns. */
export function describeFindings(
  findings: readonly (readonly [string, string])[],
  { blocking, warnings }: Pick<QualityReport, 'blocking' | 'warnings'>,
): string {
  return [
    ...findings.map(([name, value]) => `  ${name.padEnd(20)} ${value}`),
    ...blocking.map((sentence) => `  BLOCKS   ${sentence}`),
    ...warnings.map((sentence) => `  warning  ${sentence}`),
  ].join('\n')
}

function withExamples({ count: found, examples }: { count: number; examples: readonly string[] }): string {
  return found === 0 ? '0' : `${count(found)} (${examples.slice(0, 3).join(', ')}${found > 3 ? ', …' : ''})`
}

export function describeDataset(dataset: Dataset): string {
  const label = dataset.synthetic ? ' SYNTHETIC' : ''
  return `${dataset.dataset_id}${label}  ${count(dataset.bars)} bars, ${dataset.first_time} to ${dataset.last_time}  content ${dataset.content_hash.slice(0, 12)}`
}
