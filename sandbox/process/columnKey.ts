const P = 0x9e3779b1
const Q = 0x85ebca77

/**
 * A name for a column's content: its length and a 128-bit hash over its bits, fast and not cryptographic: columns come from the host. By content and
 * not by identity, so that recomputed or sliced columns are sent once, and a column changed in place is sent again.
 * Low and high words go through two chains that do not wait for each other; each chain mixes its last state into a second one,
 * so that two changes have to cancel in 64 bits.
 */
export function columnKey(column: Float64Array): string {
  const words = new Uint32Array(column.buffer, column.byteOffset, column.length * 2)
  let low = 1
  let lowMix = 2
  let high = 3
  let highMix = 4
  for (let i = 0; i < words.length; i += 2) {
    low = Math.imul(((low << 13) | (low >>> 19)) ^ (words[i] as number), P)
    lowMix = Math.imul(((lowMix << 15) | (lowMix >>> 17)) ^ low, Q)
    high = Math.imul(((high << 13) | (high >>> 19)) ^ (words[i + 1] as number), P)
    highMix = Math.imul(((highMix << 15) | (highMix >>> 17)) ^ high, Q)
  }
  return [column.length, low, lowMix, high, highMix].join(':')
}
