import type { Combination, CombinationList } from './combination.ts'

/** Long while the first column is above the second: in when it crosses above, out when it crosses below. */
export function crossover(fast: string, slow: string): Combination {
  return { enterLong: { left: fast, is: 'crosses_above', right: slow }, exitLong: { left: fast, is: 'crosses_below', right: slow } }
}

/** `crossover` of every column with each that comes after it, made when it is asked for: n · (n − 1) / 2 combinations. */
export function crossovers(names: readonly string[]): CombinationList {
  const pairs = new Int32Array(names.length * (names.length - 1))
  let length = 0
  for (let fast = 0; fast < names.length; fast++) {
    for (let slow = fast + 1; slow < names.length; slow++) {
      pairs[2 * length] = fast
      pairs[2 * length + 1] = slow
      length++
    }
  }
  const nameAt = (place: number): string | undefined => names[pairs[place] ?? -1]
  return {
    length,
    at: (index) => {
      const [fast, slow] = [nameAt(2 * index), nameAt(2 * index + 1)]
      return fast === undefined || slow === undefined ? undefined : crossover(fast, slow)
    },
  }
}
