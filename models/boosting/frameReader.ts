import { takeFrame, type Frame } from './frames.ts'

/** Puts frames together from chunks as they arrive: returns those that are whole by now. */
export function frameReader(): (chunk: Uint8Array) => Frame[] {
  let chunks: Uint8Array[] = []
  let length = 0
  // Until so many bytes are there, nothing more can be taken: a model arrives in thousands of chunks, and is put together once.
  let needed = 0
  const next = (pending: Uint8Array): { frame: Frame | undefined; taken: number } => {
    let taken = 0
    const frame = takeFrame((bytes) => {
      needed = taken + bytes
      return needed > pending.length ? undefined : pending.slice(taken, (taken = needed))
    })
    return { frame, taken }
  }
  return (chunk) => {
    chunks.push(chunk)
    length += chunk.length
    if (length < needed) return []
    let pending = new Uint8Array(Buffer.concat(chunks))
    const frames: Frame[] = []
    for (;;) {
      const { frame, taken } = next(pending)
      if (frame === undefined) break
      frames.push(frame)
      pending = pending.subarray(taken)
    }
    chunks = [pending]
    length = pending.length
    return frames
  }
}
