/** Index of the highest of values[from, to]; of equals the latest. */
export function latestHighest(values: Float64Array, from: number, to: number): number {
  let place = from
  let best = values[from] as number
  for (let i = from + 1; i <= to; i++) {
    const value = values[i] as number
    if (value >= best) {
      best = value
      place = i
    }
  }
  return place
}

/** Index of the lowest of values[from, to]; of equals the latest. */
export function latestLowest(values: Float64Array, from: number, to: number): number {
  let place = from
  let best = values[from] as number
  for (let i = from + 1; i <= to; i++) {
    const value = values[i] as number
    if (value <= best) {
      best = value
      place = i
    }
  }
  return place
}
