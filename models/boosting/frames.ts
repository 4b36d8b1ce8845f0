/** A message with memory behind it: the length of a JSON head, the head, and the bytes of its arrays one after the other. */
export interface Frame {
  readonly head: Readonly<Record<string, unknown>>
  readonly parts: readonly Uint8Array[]
}

/** The frame in pieces that are to be sent in order; the arrays are not copied. */
export function encodeFrame({ head, parts }: Frame): Uint8Array[] {
  const text = Buffer.from(JSON.stringify({ ...head, part_bytes: parts.map((part) => part.byteLength) }))
  const length = Buffer.alloc(4)
  length.writeUInt32LE(text.length)
  return [Buffer.concat([length, text]), ...parts]
}

/** Takes one frame from a source of bytes; undefined where the source ends instead. `take(n)` returns n bytes, aligned to 8, or undefined. */
export function takeFrame(take: (bytes: number) => Uint8Array | undefined): Frame | undefined {
  const length = take(4)
  if (length === undefined) return undefined
  const text = take(Buffer.from(length.buffer, length.byteOffset, 4).readUInt32LE())
  if (text === undefined) return undefined
  const { part_bytes, ...head } = JSON.parse(Buffer.from(text).toString('utf8')) as { part_bytes: number[] }
  const parts: Uint8Array[] = []
  for (const bytes of part_bytes) {
    const part = take(bytes)
    if (part === undefined) return undefined
    parts.push(part)
  }
  return { head, parts }
}
