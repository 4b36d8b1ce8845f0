import { createHash } from 'node:crypto'

/** JSON with keys in order: equal values give equal text. Non-finite numbers are refused, as JSON would turn them into null. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part === 'number' && !Number.isFinite(part)) throw new TypeError(`canonicalJson: ${String(part)} has no JSON form`)
    if (part === null || typeof part !== 'object' || Array.isArray(part)) return part
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
  })
}

/** SHA-256 of a text or bytes, in hex. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}

/** `prefix_` and 12 hex digits: the id of the fact that `about` describes. */
export function factId(prefix: string, about: unknown): string {
  return `${prefix}_${sha256(canonicalJson(about)).slice(0, 12)}`
}
