import { BaseCallbackHandler } from '@langchain/core/callbacks/base'
import { AIMessage } from '@langchain/core/messages'
import { fakeModel } from '@langchain/core/testing'
import { tool } from '@langchain/core/tools'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { runAgent, type AgentRequest } from './agent.ts'

const Answer = z.object({ answer: z.number().int() })
const submit = { name: 'submit_answer', description: 'Hands the answer in.', schema: Answer }

const double = tool(({ n }) => ({ doubled: 2 * n }), { name: 'double', description: 'Doubles.', schema: z.object({ n: z.number() }) })
const broken = tool(
  () => {
    throw new Error('the table is locked')
  },
  { name: 'broken', description: 'Fails.', schema: z.object({}) },
)
const long = tool(() => ({ rows: Array.from({ length: 5000 }, (_, i) => ({ id: i, text: 'x'.repeat(50) })) }), {
  name: 'long',
  description: 'Says too much.',
  schema: z.object({}),
})

function request(model: AgentRequest<{ answer: number }>['model'], more: Partial<AgentRequest<{ answer: number }>> = {}) {
  return { model, system: 'You compute.', user: 'What is 2 × 21?', tools: [double, broken, long], submit, ...more }
}

const call = (name: string, args: Record<string, unknown>, id: string) => ({ name, args, id })

class Watcher extends BaseCallbackHandler {
  name = 'watcher'
  readonly note: (what: string) => void

  constructor(note: (what: string) => void) {
    super()
    this.note = note
  }

  override handleChatModelStart(): void {
    this.note('model')
  }

  override handleToolStart(): void {
    this.note('tool')
  }
}

describe('runAgent', () => {
  it('lets the model read, records what it was shown, and returns what it hands in', async () => {
    const model = fakeModel()
      .respondWithTools([call('double', { n: 21 }, 'a'), call('double', { n: 4 }, 'b')])
      .respondWithTools([call('submit_answer', { answer: 42 }, 'c')])
    const outcome = await runAgent(request(model))
    expect(outcome).toMatchObject({ ok: true, value: { answer: 42 } })
    expect(outcome.evidence).toEqual([
      { tool: 'double', arguments: { n: 21 }, result: { doubled: 42 } },
      { tool: 'double', arguments: { n: 4 }, result: { doubled: 8 } },
    ])
    expect(model.calls[1]?.messages.map((message) => message.type)).toEqual(['system', 'human', 'ai', 'tool', 'tool'])
  })

  it('binds the reading tools and the submit tool with its schema', async () => {
    const bound: unknown[] = []
    const model = fakeModel().respondWithTools([call('submit_answer', { answer: 1 }, 'a')])
    const bindTools = model.bindTools.bind(model)
    model.bindTools = (tools) => {
      bound.push(...tools)
      return bindTools(tools)
    }
    await runAgent(request(model))
    expect(bound.slice(0, 3)).toEqual([double, broken, long])
    expect(bound[3]).toMatchObject({ type: 'function', function: { name: 'submit_answer', parameters: { required: ['answer'] } } })
  })

  it('tells the model about a failing tool, a tool that does not exist and arguments that do not fit, and goes on', async () => {
    const model = fakeModel()
      .respondWithTools([call('broken', {}, 'a'), call('dubble', { n: 1 }, 'b'), call('double', { n: 'one' }, 'c')])
      .respondWithTools([call('submit_answer', { answer: 1 }, 'd')])
    const outcome = await runAgent(request(model))
    expect(outcome.ok).toBe(true)
    const told = model.calls[1]?.messages.slice(3).map((message) => message.text)
    expect(told?.[0]).toContain('the table is locked')
    expect(told?.[1]).toContain('did you mean \\"double\\"?')
    expect(told?.[2]).toMatch(/schema/i)
    expect(outcome.evidence.map(({ tool: name }) => name)).toEqual(['broken', 'dubble', 'double'])
  })

  it('sends a submission back that does not fit the schema or the check, and accepts the mended one', async () => {
    const model = fakeModel()
      .respondWithTools([call('submit_answer', { answer: 'many' }, 'a')])
      .respondWithTools([call('submit_answer', { answer: -1 }, 'b')])
      .respondWithTools([call('submit_answer', { answer: 7 }, 'c')])
    const check = (value: { answer: number }) => (value.answer < 0 ? 'the answer is negative' : undefined)
    const outcome = await runAgent(request(model, { submit: { ...submit, check } }))
    expect(outcome).toMatchObject({ ok: true, value: { answer: 7 } })
    expect(model.calls[1]?.messages.at(-1)?.text).toContain('answer: Invalid input')
    expect(model.calls[2]?.messages.at(-1)?.text).toContain('the answer is negative')
  })

  it('gives up after three invalid submissions', async () => {
    const model = fakeModel()
    for (const id of ['a', 'b', 'c', 'd']) model.respondWithTools([call('submit_answer', {}, id)])
    const outcome = await runAgent(request(model))
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'llm_invalid_submission' } })
    expect(model.callCount).toBe(3)
  })

  it('reminds a model that only talks, and gives up when it goes on', async () => {
    const model = fakeModel()
    for (let i = 0; i < 5; i++) model.respond(new AIMessage('It is 42.'))
    const outcome = await runAgent(request(model))
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'llm_no_submission' } })
    expect(model.callCount).toBe(3)
    expect(model.calls[1]?.messages.at(-1)?.text).toContain('submit_answer')
  })

  it('gives up after maxRounds of reading', async () => {
    const model = fakeModel()
    for (let i = 0; i < 9; i++) model.respondWithTools([call('double', { n: i }, `c${i}`)])
    const outcome = await runAgent(request(model, { maxRounds: 4 }))
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'llm_no_submission' } })
    expect(outcome.evidence).toHaveLength(4)
  })

  it('quotes a call with broken arguments as text, beside the answers of the sound ones', async () => {
    const mixed = new AIMessage({
      content: '',
      tool_calls: [call('double', { n: 1 }, 'a')],
      invalid_tool_calls: [{ name: 'submit_answer', args: '{"answer": 4', id: 'b', error: 'cut' }],
    })
    const model = fakeModel()
      .respond(mixed)
      .respondWithTools([call('submit_answer', { answer: 4 }, 'c')])
    const outcome = await runAgent(request(model))
    expect(outcome.ok).toBe(true)
    const sent = model.calls[1]?.messages.slice(2) ?? []
    expect(sent.map((message) => message.type)).toEqual(['ai', 'tool', 'human'])
    expect((sent[0] as AIMessage).tool_calls).toHaveLength(1)
    expect(sent[2]?.text).toContain('not valid JSON')
  })

  it('gives calls without an id, or with one used twice, an id of their own', async () => {
    const model = fakeModel()
      .respond(
        new AIMessage({
          content: '',
          tool_calls: [{ name: 'double', args: { n: 1 } }, call('double', { n: 2 }, 'x'), call('double', { n: 3 }, 'x')],
        }),
      )
      .respondWithTools([call('submit_answer', { answer: 4 }, 'c')])
    await runAgent(request(model))
    const ids = (model.calls[1]?.messages[2] as AIMessage).tool_calls?.map(({ id }) => id)
    expect(new Set(ids).size).toBe(3)
  })

  it('shortens a long result to what a conversation can bear, still as JSON', async () => {
    const model = fakeModel()
      .respondWithTools([call('long', {}, 'a')])
      .respondWithTools([call('submit_answer', { answer: 4 }, 'c')])
    const outcome = await runAgent(request(model))
    const shown = model.calls[1]?.messages.at(-1)?.text ?? ''
    expect(shown.length).toBeLessThanOrEqual(32_000)
    expect((JSON.parse(shown) as { rows: unknown[] }).rows.at(-1)).toMatch(/more left out/)
    expect(outcome.evidence[0]?.result).toEqual(JSON.parse(shown))
  })

  it('adds up what every call used and counts those that did not say', async () => {
    const usage = (input: number) => ({
      input_tokens: input,
      output_tokens: 5,
      total_tokens: input + 5,
      input_token_details: { cache_read: 10 },
    })
    const model = fakeModel()
      .respond(Object.assign(new AIMessage('hm'), { usage_metadata: usage(100) }))
      .respond(new AIMessage('hm'))
      .respond(
        Object.assign(new AIMessage({ content: '', tool_calls: [call('submit_answer', { answer: 1 }, 'a')] }), {
          usage_metadata: usage(50),
        }),
      )
    const { usage: total } = await runAgent(request(model))
    expect(total).toEqual({ input_tokens: 150, output_tokens: 10, cached_tokens: 20, model_calls: 3, unmetered_calls: 1 })
  })

  it('passes an abort on instead of taking it for a failure of the model', async () => {
    const stop = new AbortController()
    const model = fakeModel().respond(() => {
      stop.abort(new Error('stopped by the user'))
      return new AIMessage('too late')
    })
    await expect(runAgent(request(model, { signal: stop.signal }))).rejects.toThrow('stopped by the user')
  })

  it('runs the model and its tools inside the caller’s trace', async () => {
    const seen: string[] = []
    const watcher = new Watcher((what) => seen.push(what))
    const model = fakeModel()
      .respondWithTools([call('double', { n: 1 }, 'a')])
      .respondWithTools([call('submit_answer', { answer: 4 }, 'c')])
    await runAgent(request(model), { callbacks: [watcher] })
    expect(seen).toEqual(['model', 'tool', 'model'])
  })

  it('says so when a model cannot be given tools', async () => {
    const model = fakeModel()
    Object.defineProperty(model, 'bindTools', { value: undefined })
    expect(await runAgent(request(model))).toMatchObject({ ok: false, failure: { code: 'llm_no_tools' } })
  })
})
