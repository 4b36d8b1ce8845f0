/** Why a run ended early; crosses the border as plain text. */
export interface InsideFailure {
  readonly code: string
  readonly message: string
  /** The word that was not known, for the suggestion, and the words that are. */
  readonly word?: string
  readonly known?: readonly string[]
}

/** What trusted code throws at a strategy that misuses its view; recognised by identity, since a strategy may throw anything. */
export interface Complaint {
  readonly failure: InsideFailure
}

const complaints = new WeakMap<object, InsideFailure>()

export function complain(code: string, message: string, more: { word?: string; known?: readonly string[] } = {}): Error {
  const error = new Error(message)
  complaints.set(error, { code, message, ...more })
  return error
}

const LONGEST = 200

/** A value in a few words, touching none of its own code. */
export function describe(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, LONGEST))
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'an array' : 'an object'
  return typeof value === 'function' ? 'a function' : String(value)
}

/** The failure that something thrown stands for. Reading `message` may run the strategy's code, which may throw again. */
export function failureOf(thrown: unknown, where: string): InsideFailure {
  if (typeof thrown !== 'object' || thrown === null) return { code: 'threw', message: `threw ${describe(thrown)} in ${where}` }
  const complaint = complaints.get(thrown)
  if (complaint !== undefined) return { ...complaint, message: `${complaint.message} (in ${where})` }
  try {
    const { name, message } = thrown as { name: unknown; message: unknown }
    if (typeof message !== 'string') return { code: 'threw', message: `threw ${describe(thrown)} in ${where}` }
    const title = typeof name === 'string' ? name.slice(0, 40) : 'Error'
    return { code: 'threw', message: `threw ${title}: ${message.slice(0, LONGEST)}, in ${where}` }
  } catch {
    return { code: 'threw', message: `threw an object that cannot be read, in ${where}` }
  }
}
