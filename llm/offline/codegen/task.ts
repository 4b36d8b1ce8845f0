import { z } from 'zod'
import { Decision } from '../../../domain/decision.ts'
import { fencedBlocks, readBrief, type Brief } from '../brief.ts'
import type { Conversation } from '../conversation.ts'
import { readGoal } from '../goal.ts'
import type { Sides } from '../grammar/genome.ts'

/** Why a text was sent back. */
export const FailureNote = z.object({ stage: z.string(), code: z.string(), message: z.string() })
export type FailureNote = z.infer<typeof FailureNote>

/** What the code generator is to write. */
export interface CodegenTask {
  readonly brief: Brief
  readonly decision: Decision
  /** The released model that the quant node found for the decision, else what the decision asks for. */
  readonly modelId: string | undefined
  readonly sides: Sides
  /** 0 for the first text, one more for each that was sent back. */
  readonly attempt: number
  readonly previousCode: string | undefined
  readonly failure: FailureNote | undefined
}

function jsonBlocks(text: string): unknown[] {
  return fencedBlocks(text).flatMap(({ language, body }) => {
    if (language !== 'json' && language !== '') return []
    try {
      return [JSON.parse(body) as unknown]
    } catch {
      return []
    }
  })
}

const Wrapped = z.looseObject({ decision: Decision, model_id: z.string().nullish() })
const ModelNote = z.looseObject({ model_id: z.string() })

function decisionIn(blocks: readonly unknown[]): { decision: Decision; modelId: string | undefined } | undefined {
  const note = blocks.map((block) => ModelNote.safeParse(block)).find(({ success }) => success)?.data?.model_id
  for (const block of blocks) {
    const wrapped = Wrapped.safeParse(block)
    const bare = Decision.safeParse(block)
    const decision = wrapped.success ? wrapped.data.decision : bare.data
    if (decision === undefined) continue
    return { decision, modelId: note ?? decision.ml_requirements?.model_id }
  }
  return undefined
}

function codeBlock(text: string): string | undefined {
  return fencedBlocks(text).find(({ language }) => language === 'ts' || language === 'typescript')?.body
}

function labelledFailure(text: string): FailureNote | undefined {
  const line = (label: string): string | undefined => new RegExp(`^\\s*(?:[-*]\\s*)?${label}:[ \\t]*(.+)$`, 'im').exec(text)?.[1]?.trim()
  const code = line('Code')
  return code === undefined ? undefined : { stage: line('Stage') ?? 'codegen', code, message: line('Message') ?? '' }
}

/** Reads the task out of the conversation; undefined where it names no decision. A rejection by the submit tool is the latest failure. */
export function readTask(conversation: Conversation, ownSeed: number): CodegenTask | undefined {
  const text = conversation.userText
  const blocks = jsonBlocks(text)
  const found = decisionIn(blocks)
  if (found === undefined) return undefined
  const brief = readBrief(text, ownSeed)
  const last = conversation.rejections.at(-1)
  const rejectedCode = last?.args['code']
  const stated = blocks.map((block) => FailureNote.safeParse(block)).find(({ success }) => success)?.data ?? labelledFailure(text)
  const attempts = Number(/^\s*(?:[-*]\s*)?(?:Attempt|Repair):[ \t]*(\d+)/im.exec(text)?.[1] ?? (stated === undefined ? 0 : 1))
  const { sides } = readGoal(`${brief.goal}. ${found.decision.exploration_vector.details}`)
  return {
    ...found,
    brief,
    sides,
    attempt: attempts + conversation.rejections.length,
    previousCode: typeof rejectedCode === 'string' ? rejectedCode : codeBlock(text),
    failure: last === undefined ? stated : { stage: 'codegen', code: 'rejected', message: last.problem },
  }
}
