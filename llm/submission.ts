import { z } from 'zod'
import type { IdentifiedCall } from './toolCall.ts'

/** The tool whose valid call ends an agent's turn. */
export interface SubmitTool<T> {
  readonly name: string
  readonly description: string
  readonly schema: z.ZodType<T>
  /** What is wrong with a value of the right shape, as a sentence for the model; undefined when it may stand. */
  readonly check?: (value: T) => Promise<string | undefined> | string | undefined
}

export type Submission<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: string }

/** The submit tool in the form that every chat model can bind. */
export function submitDefinition<T>(submit: SubmitTool<T>): { type: 'function'; function: Record<string, unknown> } {
  const parameters = z.toJSONSchema(submit.schema, { io: 'input', target: 'draft-7' })
  delete parameters.$schema
  return { type: 'function', function: { name: submit.name, description: submit.description, parameters } }
}

function issuesOf(error: z.ZodError): string {
  return error.issues.map(({ path, message }) => `${path.length > 0 ? path.join('.') : 'arguments'}: ${message}`).join('; ')
}

/** The value that was handed in, or what is wrong with it in words that the model can act on. */
export async function judgeSubmission<T>(submit: SubmitTool<T>, call: IdentifiedCall): Promise<Submission<T>> {
  const parsed = await submit.schema.safeParseAsync(call.args)
  if (!parsed.success) return { ok: false, problem: issuesOf(parsed.error) }
  const problem = await submit.check?.(parsed.data)
  return problem === undefined ? { ok: true, value: parsed.data } : { ok: false, problem }
}
