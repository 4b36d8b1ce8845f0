/** A handle of a native object that somebody has to free. */
export interface OwnedHandle {
  /** @throws Error after `dispose`. */
  readonly get: () => bigint
  readonly dispose: () => void
}

/** What was forgotten is freed when its owner is collected; nobody should count on when that is. */
const forgotten = new FinalizationRegistry<Resource>((resource) => release(resource))

/** What has to be freed. It stays in reach of the registry, so it never refers to the owner: nothing would be collected then. */
interface Resource {
  readonly handle: bigint
  readonly free: (handle: bigint) => void
  freed: boolean
}

function release(resource: Resource): void {
  if (resource.freed) return
  resource.freed = true
  resource.free(resource.handle)
}

/** `free` is called once, at `dispose` or when nothing refers to the owner any more; it must not refer to the owner itself. */
export function ownedHandle(handle: bigint, what: string, free: (handle: bigint) => void): OwnedHandle {
  const resource: Resource = { handle, free, freed: false }
  const owner: OwnedHandle = {
    get: () => {
      if (resource.freed) throw new Error(`This ${what} has been disposed of.`)
      return handle
    },
    dispose: () => release(resource),
  }
  forgotten.register(owner, resource)
  return owner
}

/** An out-parameter: `[null]` before the call, and the handle in it after. */
export function handleIn(out: readonly unknown[]): bigint {
  const [handle] = out
  if (typeof handle !== 'bigint') throw new TypeError(`Expected a handle, not ${String(handle)}.`)
  return handle
}
