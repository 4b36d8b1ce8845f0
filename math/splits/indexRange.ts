/** Indices [from, to); empty where from = to. */
export interface IndexRange {
  readonly from: number
  readonly to: number
}

/** @throws RangeError unless each number is whole and at least what stands beside it. */
export function assertWhole(what: string, numbers: Readonly<Record<string, readonly [value: number, least: number]>>): void {
  for (const [name, [value, least]] of Object.entries(numbers)) {
    if (!Number.isSafeInteger(value) || value < least)
      throw new RangeError(`${what}: ${name} is ${value}, not a whole number from ${least}`)
  }
}
