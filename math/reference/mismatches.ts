import type { Tolerance } from './cases.ts'

/** A typed array compares like the array that JSON has in its place; null stands for what does not exist. */
function plain(value: unknown): unknown {
  if (value === undefined) return null
  return ArrayBuffer.isView(value) ? Array.from(value as Float64Array) : value
}

function close(got: number, expected: number, { abs, rel }: Tolerance): boolean {
  return Math.abs(got - expected) <= abs + rel * Math.abs(expected)
}

/**
 * Where `got` is not what a reference case expects, one sentence each; empty where all is well. Only the keys in `expected` count, so that
 * an answer may hold more. A number is right within |got − expected| <= abs + rel·|expected|.
 */
export function mismatches(got: unknown, expected: unknown, tolerance: Tolerance, what = 'value'): string[] {
  const ours = plain(got)
  const differs = [`${what}: ${JSON.stringify(ours)} is not ${JSON.stringify(expected)}`]
  if (Array.isArray(expected)) {
    if (!Array.isArray(ours) || ours.length !== expected.length) return differs
    return expected.flatMap((value, i) => mismatches(ours[i], value, tolerance, `${what}[${i}]`))
  }
  if (typeof expected === 'object' && expected !== null) {
    if (typeof ours !== 'object' || ours === null) return differs
    return Object.entries(expected).flatMap(([key, value]) =>
      key in ours ? mismatches((ours as Record<string, unknown>)[key], value, tolerance, `${what}.${key}`) : [`${what}.${key} is missing`],
    )
  }
  if (expected === 'Infinity' || expected === '-Infinity') return ours === Number(expected) ? [] : differs
  if (typeof expected === 'number') return typeof ours === 'number' && close(ours, expected, tolerance) ? [] : differs
  return ours === expected ? [] : differs
}
