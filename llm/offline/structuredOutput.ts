import type { BaseLanguageModelInput, StructuredOutputMethodOptions } from '@langchain/core/language_models/base'
import type { BindToolsInput } from '@langchain/core/language_models/chat_models'
import { AIMessage, type AIMessageChunk, type BaseMessage } from '@langchain/core/messages'
import { RunnableLambda, type Runnable } from '@langchain/core/runnables'
import { toJsonSchema } from '@langchain/core/utils/json_schema'
import { interopParseAsync, isInteropZodSchema } from '@langchain/core/utils/types'
import { UsageError } from '../../domain/errors.ts'

function callOf(message: BaseMessage, name: string): Record<string, unknown> {
  const call = AIMessage.isInstance(message) ? message.tool_calls?.find((one) => one.name === name) : undefined
  if (call === undefined) throw new UsageError(`The offline policy has no answer of this shape: ${message.text}`)
  return call.args
}

/** A plain JSON schema is not checked: there is no checker for it here. */
async function parsed(schema: object, args: Record<string, unknown>): Promise<object> {
  return isInteropZodSchema(schema) ? ((await interopParseAsync(schema, args)) as object) : args
}

/** The policy's answer as a value of `schema`, validated; with `includeRaw` the message as well, `parsed` being null where it has no such answer. */
export function structuredOutput(
  bindTools: (tools: BindToolsInput[]) => Runnable<BaseLanguageModelInput, AIMessageChunk>,
  schema: object,
  config: StructuredOutputMethodOptions<boolean> | undefined,
): Runnable<BaseLanguageModelInput, object> {
  const name = config?.name ?? 'extract'
  const parameters = isInteropZodSchema(schema) ? toJsonSchema(schema, { io: 'input' }) : schema
  const bound = bindTools([{ type: 'function', function: { name, parameters } }])
  const value = async (message: BaseMessage): Promise<object> => parsed(schema, callOf(message, name))
  const withRaw = async (raw: BaseMessage): Promise<object> => {
    try {
      return { raw, parsed: await value(raw) }
    } catch {
      return { raw, parsed: null }
    }
  }
  return bound.pipe(RunnableLambda.from(config?.includeRaw === true ? withRaw : value))
}
