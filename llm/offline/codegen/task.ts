import { z } from 'zod'
import { Decision } from '../../../domain/decision.ts'
import { fencedBlocks, jsonBlocks, readBrief, type Brief } from '../brief.ts'
import type { Conversation } from '../conversation.ts'
import { readGoal } from '../goal.ts'
import { readGenome, type Sides } from '../grammar/genome.ts'

/** Why a text was sent back. */
export interface FailureNote {
  readonly stage: string
  readonly code: string
  readonly message: string
}

/** What the code generator is to write. */
export interface CodegenTask {
  readonly brief: Brief
  readonly decision: Decision
  /** The released model that the quant node found for the decision, else what the decision asks for. */
  readonly modelId: string | undefined
  readonly sides: Sides
  /** 0 for the first text, one more for each that was sent back; a text of its own says how often it was mended. */
  readonly attempt: number
  readonly previousCode: string | undefined
  readonly failure: FailureNote | undefined
}

const Specification = z.looseObject({ model_ids: z.array(z.string()).default([]) })

function decisionIn(blocks: readonly unknown[]): { decision: Decision; modelId: string | undefined } | undefined {
  for (const block of blocks) {
    const decision = Decision.safeParse(block)
    if (!decision.success) continue
    const given = Specification.safeParse(block).data?.model_ids[0]
    return { decision: decision.data, modelId: given ?? decision.data.ml_requirements?.model_id }
  }
  return undefined
}

function codeBlock(text: string): string | undefined {
  return fencedBlocks(text).find(({ language }) => language === 'ts' || language === 'typescript')?.body
}

/** `… failed at policy (import_forbidden): a sentence` */
function statedFailure(text: string): FailureNote | undefined {
  const match = /failed at (\w+) \(([\w-]+)\): *(.*)$/m.exec(text)
  return match === null ? undefined : { stage: match[1] ?? '', code: match[2] ?? '', message: match[3] ?? '' }
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
  const stated = statedFailure(text)
  const givenCode = codeBlock(text)
  const mended = stated === undefined ? 0 : 1 + (readGenome(givenCode ?? '')?.repairs ?? 0)
  const { sides } = readGoal(`${brief.goal}. ${found.decision.exploration_vector.details}`)
  return {
    ...found,
    brief,
    sides,
    attempt: mended + conversation.rejections.length,
    previousCode: typeof rejectedCode === 'string' ? rejectedCode : givenCode,
    failure: last === undefined ? stated : { stage: 'codegen', code: 'rejected', message: last.problem },
  }
}
