/** First bar from `from` on whose bit is set, or `none`. */
export function nextSet(words: Int32Array, from: number, none: number): number {
  let word = from >>> 5
  if (word >= words.length) return none
  let bits = (words[word] as number) & (-1 << from)
  while (bits === 0) {
    word++
    if (word >= words.length) return none
    bits = words[word] as number
  }
  return (word << 5) + 31 - Math.clz32(bits & -bits)
}
