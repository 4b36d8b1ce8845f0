import { UsageError } from '../../domain/errors.ts'

type Node = Readonly<Record<string, unknown>>

/** Functions whose result is as large as an argument says; DuckDB's memory limit does not hold for what they build. */
const SIZED: ReadonlySet<string> = new Set(['range', 'generate_series', 'repeat', 'lpad', 'rpad', 'list_resize', 'array_resize', 'bar'])
const LARGEST = 1_000_000

function functionName({ function_name: name }: Node): string {
  return typeof name === 'string' ? name.toLowerCase() : ''
}

export const isSized = (node: Node): boolean => node['class'] === 'FUNCTION' && SIZED.has(functionName(node))

/** The number that a constant is; 0 for one that is no number, undefined for what is no constant. */
function constantSize(node: Node): number | undefined {
  if (node['class'] !== 'CONSTANT') return undefined
  const value = (node['value'] as Node | undefined)?.['value']
  return typeof value === 'number' ? Math.abs(value) : 0
}

/**
 * A sized function may be asked for at most a million, written as plain numbers, and not of another's result.
 * @throws UsageError
 */
export function checkSize(node: Node, nodesBelow: (root: unknown) => readonly Node[]): void {
  const children = (node['children'] ?? []) as readonly Node[]
  const name = functionName(node)
  const sizes = name === 'range' || name === 'generate_series' ? children : children.slice(1)
  const fits = sizes.every((child) => (constantSize(child) ?? Infinity) <= LARGEST)
  if (fits && !nodesBelow(children).some(isSized)) return
  throw new UsageError(
    `${name} takes plain numbers up to ${LARGEST.toLocaleString('en-US')} here, and not the result of another such function.`,
    {
      function: name,
    },
  )
}
