import type { LibraryHandle } from 'koffi'
import { ResourceError } from '../../domain/errors.ts'

/** Numbers, texts, handles (bigint), and memory that the library reads or writes in place. */
export type NativeValue = number | bigint | string | null | ArrayBufferView | unknown[]

/** A C API whose functions return 0, or something else and leave a text behind. */
export interface NativeApi<Name extends string> {
  /** @throws ResourceError with the library's own words. */
  readonly call: (name: Name, ...args: NativeValue[]) => void
}

/** First line of a message, without the time, file and line of the C++ source in front of it. */
export function firstSentence(message: string): string {
  const line = message.split('\n', 1)[0] ?? ''
  return line.replace(/^\[[\d:]+\]\s+\S+?:\d+:\s*/, '').replace(/\.?\s*$/, '')
}

/** `parameters`: of each function, in C. `lastError`: name of the function that tells the text, of this thread. */
export function bindApi<Name extends string>(
  library: string,
  handle: LibraryHandle,
  lastError: string,
  parameters: Readonly<Record<Name, string>>,
): NativeApi<Name> {
  const entries = Object.entries<string>(parameters)
  const functions = Object.fromEntries(
    entries.map(([name, list]) => [name, handle.func(`int ${name}(${list})`) as (...args: NativeValue[]) => unknown]),
  ) as Record<Name, (...args: NativeValue[]) => unknown>
  const errorText = handle.func(`const char *${lastError}(void)`) as () => string
  return {
    call: (name, ...args) => {
      if (functions[name](...args) === 0) return
      throw new ResourceError(`${library} refused (${name}): ${firstSentence(errorText())}.`, { library, function: name })
    },
  }
}
