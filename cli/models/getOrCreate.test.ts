import { existsSync, readdirSync } from 'node:fs'
import { beforeAll, expect, it } from 'vitest'
import { readConfig } from '../../config.ts'
import { storeSample } from '../../data/sample/storeSample.ts'
import { openWorkspace } from '../../data/workspace.ts'
import { EXIT } from '../../domain/errors.ts'
import { temporaryHome } from '../../fixtures/home.ts'
import { MISBEHAVIOUR } from '../../fixtures/openai/misbehaviour.ts'
import { startOpenAiServer } from '../../fixtures/openai/server.ts'
import type { Io } from '../io.ts'
import { getOrCreateModel, type GetOrCreateOptions } from './getOrCreate.ts'

const home = temporaryHome()
const workspace = openWorkspace(home)
const BTC = 'synthetic-5:BTCUSDT:1h'
beforeAll(async () => {
  await storeSample(workspace, { seed: 5, symbols: ['BTCUSDT', 'ETHUSDT'], timeframe: '1h', bars: 1000 })
  await storeSample(workspace, { seed: 5, symbols: ['BTCUSDT'], timeframe: '4h', bars: 1000 })
})

function ask(spec: string, options: Partial<GetOrCreateOptions> = {}, environment: Record<string, string> = {}): Promise<void> {
  const io = { json: false, result: () => undefined, progress: () => undefined } as unknown as Io
  const config = readConfig({ QUANTOPIA_HOME: home, ...environment })
  return getOrCreateModel(spec, { seed: 1, llm: 'auto', dataset: BTC, ...options }, config, io)
}

it.each([
  ['a family that is none', 'XGBost_direction_v1', {}, EXIT.usage, /no model family "XGBost" \(did you mean "XGBoost"\?\)/],
  ['a target that is none', 'Linear_up_v1', {}, EXIT.usage, /no target "up": direction, return, volatility, regime/],
  ['no version', 'Linear_direction', {}, EXIT.usage, /is no model id; write <Family>_<target>_v<N> or <Family>_<target>_latest/],
  ['nothing', '', {}, EXIT.usage, /is no model id/],
  [
    'JSON with a field too many',
    '{"model_id": "Linear_direction_v1", "depth": 3}',
    {},
    EXIT.usage,
    /"depth"; it has model_id and, optionally, features/,
  ],
  ['JSON that is none', '{"model_id": ', {}, EXIT.usage, /no JSON object: write \{"model_id"/],
  ['a word that is no feature', 'Linear_return_v1', { features: 'volume_focussed' }, EXIT.usage, /did you mean "volume_focused"/],
  ['the same in JSON', '{"model_id": "Linear_return_v1", "features": "moon"}', {}, EXIT.usage, /no feature, group or preset "moon"/],
  [
    'symbols to compare with, and none named',
    'Linear_return_v1',
    { features: 'cross_sectional', universe: 'none' },
    EXIT.usage,
    /there is only one/,
  ],
  [
    'symbols that are not there',
    'Linear_return_v1',
    { universe: 'synthetic-5:NOPE:1h' },
    EXIT.noSuchId,
    /no dataset "synthetic-5:NOPE:1h"/,
  ],
  [
    'bars of another length',
    'Linear_return_v1',
    { universe: 'synthetic-5:ETHUSDT:1h,synthetic-5:BTCUSDT:4h' },
    EXIT.usage,
    /has bars of 4h.*take one timeframe/,
  ],
  ['a dataset that is none', 'Linear_return_v1', { dataset: 'synthetic-5:XRPUSDT:1h' }, EXIT.noSuchId, /no dataset/],
  [
    'no dataset, where two are of bitcoin',
    'Linear_return_v1',
    { dataset: undefined },
    EXIT.usage,
    /^Choose one of the 3 datasets with --dataset: .*BTCUSDT:1h/,
  ],
  ['a window of no bars', 'Linear_return_v1', { to: '2001-01-01' }, EXIT.usage, /not before --to|holds 0 bars/],
  ['a planner that is none', 'Linear_return_v1', { llm: 'gpt' }, EXIT.usage, /none of auto, offline and openai/],
])('is asked for %s: one sentence, an exit code, and no training', async (_what, spec, options, exitCode, sentence) => {
  const call = ask(spec, options as Partial<GetOrCreateOptions>)
  await expect(call).rejects.toThrow(sentence)
  await expect(call).rejects.toMatchObject({ exitCode })
  expect(existsSync(workspace.modelsDir) ? readdirSync(workspace.modelsDir) : []).toEqual([])
})

it('ends as a resource that failed where the chat model gives no plan', async () => {
  const server = await startOpenAiServer(() => MISBEHAVIOUR.chat)
  const environment = { OPENAI_API_KEY: 'sk-test', OPENAI_BASE_URL: server.baseUrl }
  await expect(ask('Linear_return_v1', {}, environment)).rejects.toMatchObject({ exitCode: EXIT.resource })
  await server.close()
})
