import type { Gate } from '../../domain/facts.ts'
import { table } from '../format.ts'

const short = (figure: number): string => Number(figure.toPrecision(4)).toString()

/** The named gates of a verdict with figure, rule and threshold. */
export function describeGates(gates: readonly Gate[]): string {
  const cells = gates.map((gate) => [
    gate.passed ? 'pass' : 'FAIL',
    gate.name,
    gate.value === null ? '–' : short(gate.value),
    `${gate.rule} ${short(gate.threshold)}`,
    gate.detail,
  ])
  return table(['', 'gate', 'figure', 'wanted', ''], cells, ['figure'])
}
