const P = 0x9e3779b1
const Q = 0x85ebca77

/**
 * A name for a column's content: its length and a 128-bit hash over its bits, fast and not cryptographic: columns come from the host. By content and
 * not by identity, so that recomputed or sliced columns are sent once, and a column changed in place is sent again.
 * Numbers of even and of odd places go through two chains that do not wait for each other. Each has 64 bits in two halves, one for a number's low word
 * and one for its high word; a product carries a change upwards and the other half takes it down again, so that two changes have to cancel in all 64.
 */
export function columnKey(column: Float64Array): string {
  const words = new Int32Array(column.buffer, column.byteOffset, column.length * 2)
  const pairs = words.length & ~3
  let [evenLow, evenHigh, oddLow, oddHigh] = [1, 2, 3, 4]
  for (let i = 0; i < pairs; i += 4) {
    evenLow = (Math.imul(evenLow ^ (words[i] as number), P) + (evenHigh >>> 15)) | 0
    evenHigh = (Math.imul(evenHigh ^ (words[i + 1] as number), Q) + (evenLow >>> 13)) | 0
    oddLow = (Math.imul(oddLow ^ (words[i + 2] as number), P) + (oddHigh >>> 15)) | 0
    oddHigh = (Math.imul(oddHigh ^ (words[i + 3] as number), Q) + (oddLow >>> 13)) | 0
  }
  if (pairs < words.length) {
    evenLow = (Math.imul(evenLow ^ (words[pairs] as number), P) + (evenHigh >>> 15)) | 0
    evenHigh = (Math.imul(evenHigh ^ (words[pairs + 1] as number), Q) + (evenLow >>> 13)) | 0
  }
  return [column.length, evenLow, evenHigh, oddLow, oddHigh].join(':')
}
