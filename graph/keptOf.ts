/** `load`, with its answers kept by key, `most` of them, the oldest going first; one that failed is asked for again. */
export function keptOf<A, T>(most: number, load: (asked: A) => Promise<T>, keyOf: (asked: A) => string): (asked: A) => Promise<T> {
  const kept = new Map<string, Promise<T>>()
  return (asked) => {
    const key = keyOf(asked)
    const known = kept.get(key)
    if (known !== undefined) return known
    const first = kept.keys().next()
    if (kept.size >= most && first.done !== true) kept.delete(first.value)
    const loading = load(asked)
    loading.catch(() => {
      if (kept.get(key) === loading) kept.delete(key)
    })
    kept.set(key, loading)
    return loading
  }
}
