import { takeFrame, type Frame } from './frames.ts'

/** Puts frames together from chunks as they arrive: returns those that are whole by now. */
export function frameReader(): (chunk: Uint8Array) => Frame[] {
  let pending = new Uint8Array(0)
  return (chunk) => {
    pending = new Uint8Array(Buffer.concat([pending, chunk]))
    const frames: Frame[] = []
    for (;;) {
      let at = 0
      const frame = takeFrame((bytes) => (at + bytes > pending.length ? undefined : pending.slice(at, (at += bytes))))
      if (frame === undefined) return frames
      frames.push(frame)
      pending = pending.slice(at)
    }
  }
}
