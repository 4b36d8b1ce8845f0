/**
 * Bars at which `now` begins to be true after `other` was, what lies between being equal: crossings from `other` to `now`. `missing` tells
 * whether a bar on which neither holds has no value, and then it forgets. A word without such bars is done at once.
 */
export function crossings(now: Int32Array, other: Int32Array, missing: (bar: number) => boolean, out: Int32Array): void {
  let otherWasLast = 0
  for (let word = 0; word < now.length; word++) {
    const is = now[word] as number
    const others = other[word] as number
    if ((is | others) === -1) {
      out[word] = is & ((others << 1) | otherWasLast)
      otherWasLast = others >>> 31
      continue
    }
    let bits = 0
    for (let k = 0; k < 32; k++) {
      const nowHolds = (is >>> k) & 1
      const otherHolds = (others >>> k) & 1
      bits |= (nowHolds & otherWasLast) << k
      if (otherHolds !== 0) otherWasLast = 1
      else if (nowHolds !== 0 || (otherWasLast !== 0 && missing((word << 5) + k))) otherWasLast = 0
    }
    out[word] = bits
  }
}
