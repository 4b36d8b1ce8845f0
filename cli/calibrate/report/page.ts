import { EDGES } from '../../../data/markets/kinds.ts'
import { TRUE_SHARPE } from '../../../data/markets/market.ts'
import { decimal } from '../../format.ts'
import { duelTable, gateTable, heldUpSentence, kindTable, searchTable } from './describeReport.ts'
import { markdownTable } from './markdownTable.ts'
import type { Report } from './summarise.ts'

const HOURS_PER_YEAR = 8760

const years = (bars: number): string => decimal(bars / HOURS_PER_YEAR, 1)

function command({
  settings: { null_markets, planted_markets, compared_markets, strategies, null_bars, planted_bars, seed, goal, source },
}: Report): string {
  const bars = null_bars === planted_bars ? ` --bars ${null_bars}` : ''
  const asked = goal === '' ? '' : ` --goal '${goal}'`
  const dataset = source === null ? '' : ` --dataset ${source.dataset_id}`
  return `quantopia calibrate --null ${null_markets} --planted ${planted_markets} --compare ${compared_markets} --strategies ${strategies}${bars} --seed ${seed}${asked}${dataset}`
}

const edgeLines = Object.entries(EDGES).map(
  ([kind, { description, strength }]) =>
    `- \`${kind}\`: ${description} Strength: ${decimal(strength * 1e4)} bp expected return a bar at full signal.`,
)

/** docs/calibration.md: what is measured, how, and what came of it. `plotPath` is relative to the page. */
export function page(report: Report, plotPath: string): string {
  const { settings, comparison, gates, code_version, sessions_done, sessions_planned, seconds_per_session } = report
  const unfinished = sessions_done < sessions_planned ? ` **Unfinished: ${sessions_done} of ${sessions_planned} sessions.**` : ''
  const gateParts = (['null', 'planted'] as const).flatMap((which) =>
    gates[which].length === 0 ? [] : [`On ${which} markets:`, '', markdownTable(gateTable(gates[which])), ''],
  )
  const searches =
    comparison === null
      ? ['Not run here; `--compare N` runs it on N planted markets.']
      : [markdownTable(searchTable(comparison)), '', markdownTable(duelTable(comparison))]
  return `${[
    '# Calibration: the error rates of the whole loop',
    '',
    '<!-- Written by `quantopia calibrate --write-docs`; edit cli/calibrate/report/page.ts, not this file. -->',
    '',
    `\`${command(report)}\`, code version \`${code_version}\`, ${sessions_done} sessions of ${settings.strategies} strategies, ${decimal(seconds_per_session, 0)} s each.${unfinished}`,
    '',
    `![Share of sessions that approved anything](${plotPath})`,
    '',
    markdownTable(kindTable(report)),
    '',
    `${heldUpSentence(report)} “Spread of Sharpes” is the standard deviation of a session's annual Sharpe ratios; it does not enter the deflation, which goes by standard errors (docs/decisions/0004-deflation.md). Intervals are exact (Clopper and Pearson 1934).`,
    '',
    '## What a session is',
    '',
    'Each is what `quantopia research --llm offline` does, by the same code: bars are imported into a fresh workspace under a name that says nothing of their kind, the',
    'agents research, every trial is counted, the gates judge. A session **approves something** when at least one of its strategies passes every gate. On a market without an edge that is a',
    'false discovery, however good the strategy looked.',
    '',
    '## Markets without an edge',
    '',
    `- \`null_walk\` (${years(settings.null_bars)} years of hours): volatility clustering (GARCH(1,1)), fat tails, a daily rhythm, volume that follows volatility and has moods of its own. The expected simple return of every bar, given all the past, is 0.`,
    '- `null_shuffled`: the bars of a real dataset in blocks of random length (stationary bootstrap, mean 48 bars), each bar as it stood to the close before it, turned upside down by a fair coin. Its volatility, ranges and volumes are real; its expected return given the past is 0.',
    '',
    '## Markets with a planted edge',
    '',
    `The walk above (${years(settings.planted_bars)} years of hours) with a drift that its past decides. The strength is such that a trader who knows the edge has an annual Sharpe ratio of ${TRUE_SHARPE} in the long run, after 10 bp fee and 5 bp slippage a side, by the engine's own rules (\`oracleSharpe\`, measured over 1,500 years; a test repeats it).`,
    '',
    ...edgeLines,
    '',
    'The best strategy of each session is run again on a *fresh market*: another one of the same kind, as long, that no session saw. The difference between the two Sharpe ratios is what the search flattered itself by.',
    '',
    '## Which gate rejects',
    '',
    '“Rejected alone”: every other gate would have let the strategy pass.',
    '',
    ...gateParts,
    '## Does the clever search earn its keep?',
    '',
    'The same planted markets, searched by the offline policy, by **random** search (the same grammar, remembering nothing) and by **one template** (one decision per session, its parameters drawn anew each time): best of as many trials.',
    '',
    ...searches,
    '',
    '## Run it',
    '',
    '`quantopia calibrate --null 200 --planted 60 --compare 30 --dataset binance:BTCUSDT:1h` · `--out DIR` keeps every session as a line of `outcomes.jsonl`, keyed by seed, kind, settings and code version · a killed run loses the sessions in work: `--resume` goes on · asking for more markets reuses those that are there · `--jobs` is how many run at a time.',
  ].join('\n')}\n`
}
