import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ResourceError } from '../../domain/errors.ts'
import { plantedRows } from '../contract/planted.ts'
import { lightgbmEngine } from '../lightgbm/lightgbmEngine.ts'
import { rowMajor } from '../native/rowMajor.ts'
import { xgboost } from '../xgboost/xgboost.ts'
import { xgboostEngine } from '../xgboost/xgboostEngine.ts'
import { portableNames, type TrainingRequest } from './engine.ts'
import { frameReader } from './frameReader.ts'
import { encodeFrame } from './frames.ts'
import { trainingLoop } from './trainingLoop.ts'
import { frameToJob, jobToFrame } from './trainingJob.ts'

const losses = (...values: number[]) => {
  const seen: number[] = []
  return { seen, round: (index: number) => (seen.push(index), { loss: values[index] }) }
}

describe('the training loop', () => {
  it('keeps the round of the lowest loss and stops so many rounds later', () => {
    const { seen, round } = losses(5, 4, 3, 3, 3.5, 2, 1)
    expect(trainingLoop(7, 2, round)).toBe(3)
    expect(seen).toEqual([0, 1, 2, 3, 4])
    expect(trainingLoop(7, 3, losses(5, 4, 3, 3, 3.5, 2, 1).round)).toBe(7)
  })

  it('takes all rounds where nothing is watched, unless nothing is left to learn', () => {
    expect(trainingLoop(4, 1, () => ({ loss: undefined }))).toBe(4)
    expect(trainingLoop(4, 1, (index) => ({ loss: undefined, finished: index === 1 }))).toBe(2)
    expect(trainingLoop(4, 2, () => ({ loss: NaN }))).toBe(1)
  })
})

it('gives the libraries names that they take, each once', () => {
  expect(portableNames(['rsi_14', 'a b', 'a[b', 'a:b', 'z-1.5'])).toEqual(['rsi_14', 'a_b', 'a_b_2', 'a_b_3', 'z-1.5'])
})

const data = plantedRows('regression', { rows: 50, features: 3, strength: 1, seed: 1 })
const request: TrainingRequest = {
  train: { data: rowMajor(data.x), rows: 50, columns: 3, labels: Float32Array.from(data.y), weights: undefined },
  valid: { data: Float32Array.of(1, 2, NaN), rows: 1, columns: 3, labels: Float32Array.of(1), weights: Float32Array.of(2) },
  featureNames: data.x.names,
  params: { objective: 'reg:squarederror', seed: 1 },
  rounds: 3,
  patience: 3,
}

it('sends a job and gets it back the same, in chunks of any size', () => {
  const job = { engine: 'XGBoost' as const, file: 'a.so', request }
  const sent = Buffer.concat([...encodeFrame(jobToFrame(job)), ...encodeFrame({ head: { kind: 'second' }, parts: [] })])
  for (const size of [1, 7, 64, sent.length]) {
    const read = frameReader()
    const frames = Array.from({ length: Math.ceil(sent.length / size) }, (_, k) => read(sent.subarray(k * size, (k + 1) * size))).flat()
    expect(frames).toHaveLength(2)
    expect(frameToJob(frames[0]!)).toEqual(job)
    expect(frames[1]).toEqual({ head: { kind: 'second' }, parts: [] })
  }
})

const answers = { XGBoost: xgboostEngine(), LightGBM: lightgbmEngine() }

describe.each(Object.entries(answers))('%s in the trainer', (name, answer) => {
  const skip = answer.ok ? '' : ` (skipped: ${answer.reason})`
  const nonsense = { ...request, valid: undefined, params: { objective: 'nonsense', seed: 1 } }

  it.skipIf(!answer.ok)(`says in one sentence what it refuses, and goes on${skip}`, async () => {
    if (!answer.ok) throw new Error(answer.reason)
    const { engine } = answer
    const refused = engine.train(nonsense)
    await expect(refused).rejects.toBeInstanceOf(ResourceError)
    await expect(refused).rejects.toThrow(new RegExp(`^${name} refused \\(\\w+\\): .*nonsense.*\\.$`))
    const objective = name === 'XGBoost' ? 'reg:squarederror' : 'regression'
    const trained = await engine.train({ ...request, valid: undefined, params: { objective, seed: 1 } })
    expect(trained.rounds).toBeGreaterThan(0)
    expect(() => engine.open(Uint8Array.of(1, 2, 3), data.x.names)).toThrow(ResourceError)
  })
})

const children = `/proc/${process.pid}/task/${process.pid}/children`
const canKill = answers.XGBoost.ok && existsSync(children)

describe.skipIf(!canKill)(`the trainer's end${canKill ? '' : ' (skipped: needs XGBoost, and /proc to find the process)'}`, () => {
  it('fails what was under way, in one sentence, and the next training has a new one', async () => {
    const train = plantedRows('regression', { rows: 20_000, features: 20, strength: 1, seed: 1 })
    const long = xgboost.fit({ task: 'regression', train, hyperparameters: { rounds: 5000, max_depth: 8 }, seed: 1 })
    const failed = expect(long).rejects.toThrow(/^The process that trains models ended \(SIGKILL\); train again\.$/)
    const child = readFileSync(children, 'utf8')
      .trim()
      .split(' ')
      .map(Number)
      .find((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('trainer.mjs'))
    process.kill(child as number, 'SIGKILL')
    await failed
    const again = await xgboost.fit({ task: 'regression', train: data, hyperparameters: { rounds: 5 }, seed: 1 })
    expect(again.predict(data.x)).toHaveLength(50)
  })
})
