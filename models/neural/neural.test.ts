import { expect, it } from 'vitest'
import { normal, seededRandom } from '../../math/random.ts'
import { plantedRows } from '../contract/planted.ts'
import { explained } from '../contract/skill.ts'
import type { LabelledRows } from '../family.ts'
import { gru } from './gru.ts'
import { mlp } from './mlp.ts'
import { batchInputs } from './samples.ts'
import { tensorflow } from './tensorflow.ts'
import { shuffled } from './trainNetwork.ts'

/** The label is the feature two rows earlier: only what remembers can know it. */
function delayed(rows: number, seed: number): LabelledRows {
  const random = seededRandom(seed)
  const column = Float64Array.from({ length: rows }, () => normal(random))
  const y = column.map((_, i) => (i < 2 ? NaN : (column[i - 2] as number) + 0.3 * normal(random)))
  return { x: { rows, columns: [column, column.map(() => normal(random))], names: ['signal', 'other'] }, y }
}

it('remembers with GRU what MLP cannot see', async () => {
  const [train, valid, test] = [delayed(1500, 1), delayed(400, 2), delayed(600, 3)]
  const skill = async (family: typeof gru, hyperparameters: Record<string, number>): Promise<number> => {
    const model = await family.fit({ task: 'regression', train, valid, hyperparameters, seed: 1 })
    return explained(model.predict(test.x).subarray(2), test.y.subarray(2))
  }
  expect(await skill(gru, { lookback: 3, units: 8, batch_size: 64, epochs: 15, learning_rate: 0.02 })).toBeGreaterThan(0.6)
  expect(await skill(mlp, { batch_size: 64, epochs: 8 })).toBeLessThan(0.05)
})

it('says how many rows to hand over in front, and then predicts them as among all others', async () => {
  const train = delayed(300, 1)
  const model = await gru.fit({ task: 'regression', train, hyperparameters: { lookback: 5, epochs: 1 }, seed: 1 })
  expect(model.lookbackRows).toBe(4)
  const all = model.predict(train.x)
  const late = { ...train.x, rows: 104, columns: train.x.columns.map((column) => column.subarray(196)) }
  const again = model.predict(late)
  for (let i = 4; i < 104; i++) expect(again[i]).toBeCloseTo(all[196 + i] as number, 6)
  expect(again[0]).not.toBeCloseTo(all[196] as number, 6)
})

it('leaves no tensor behind, whether it trains, predicts or is refused', async () => {
  const tf = await tensorflow()
  const train = plantedRows('classification', { rows: 200, features: 3, strength: 1, seed: 1 })
  const before = tf.memory()
  for (const family of [mlp, gru]) {
    const model = await family.fit({ task: 'classification', train, valid: train, hyperparameters: { epochs: 2 }, seed: 1 })
    model.predict(train.x)
    expect(() => model.predict({ ...train.x, names: ['a', 'b', 'c'] })).toThrow()
    model.dispose()
    await expect(family.fit({ task: 'classification', train, hyperparameters: { epochs: 0 }, seed: 1 })).rejects.toThrow()
  }
  const { numTensors, numBytes } = tf.memory()
  expect({ numTensors, numBytes }).toEqual({ numTensors: before.numTensors, numBytes: before.numBytes })
})

it('learns values in whatever unit they come', async () => {
  const { x, y } = plantedRows('regression', { rows: 800, features: 2, strength: 2, seed: 1 })
  const hyperparameters = { epochs: 15, batch_size: 64, learning_rate: 0.01 }
  const small = await mlp.fit({ task: 'regression', train: { x, y: y.map((value) => 5 + value * 1e-5) }, hyperparameters, seed: 1 })
  const plain = await mlp.fit({ task: 'regression', train: { x, y }, hyperparameters, seed: 1 })
  const [a, b] = [small.predict(x), plain.predict(x)]
  a.forEach((value, i) => expect((value - 5) * 1e5).toBeCloseTo(b[i] as number, 2))
})

it('cuts batches time-major, with zeros before the first row', () => {
  const samples = { rows: 3, features: 2, values: Float32Array.of(1, 2, 3, 4, 5, 6) }
  expect([...batchInputs(samples, Int32Array.of(2, 0), 0, 2, 2)]).toEqual([3, 4, 0, 0, 5, 6, 1, 2])
})

it('shuffles all positions, the same for the same seed', () => {
  const order = shuffled(100, seededRandom(1))
  expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, i) => i))
  expect(shuffled(100, seededRandom(1))).toEqual(order)
  expect(shuffled(100, seededRandom(2))).not.toEqual(order)
})
