import { expect, it } from 'vitest'
import { lastSuccesses } from './lastSuccesses.ts'
import { strategySource } from './source.ts'
import type { DeclareOutcome } from './types.ts'

const works: DeclareOutcome = { ok: true, declaration: { name: 'A', needs: { warmupBars: 1, indicators: {}, models: {} }, exits: {} } }
const fails: DeclareOutcome = { ok: false, failure: { stage: 'declaration', code: 'timeout', message: 'Too slow.' } }

it('asks once for a text that works, again for one that failed, was long ago or is to be forgotten', async () => {
  const asked: string[] = []
  const { ask, forget } = lastSuccesses(({ text }) => {
    asked.push(text)
    return Promise.resolve(text === 'bad' ? fails : works)
  })
  const all = async (...texts: string[]): Promise<void> => {
    for (const text of texts) expect((await ask(strategySource(text))).ok).toBe(text !== 'bad')
  }
  await all('a', 'a', 'bad', 'bad')
  expect(asked.splice(0)).toEqual(['a', 'bad', 'bad'])
  await all(...Array.from({ length: 16 }, (_, i) => String(i)), 'a', '15')
  expect(asked.splice(0)).toHaveLength(17)
  forget()
  await all('15')
  expect(asked).toEqual(['15'])
})
