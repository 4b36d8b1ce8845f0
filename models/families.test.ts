import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { ResourceError } from '../domain/errors.ts'
import { chooseEngine } from './boosting/chooseEngine.ts'
import type { BoostingEngine } from './boosting/engine.ts'
import { plantedRows } from './contract/planted.ts'
import { availableFamilies, FAMILIES, findFamily } from './families.ts'
import { FAMILY_NAMES } from './family.ts'
import { linear } from './linear/linear.ts'
import { mlp } from './neural/mlp.ts'
import { randomForestOn } from './randomForest.ts'

const directory = mkdtempSync(join(tmpdir(), 'quantopia-families-'))
afterAll(() => rmSync(directory, { recursive: true }))

it('has every family once, and finds it by name', () => {
  expect(FAMILIES.map(({ name }) => name)).toEqual([...FAMILY_NAMES])
  expect(findFamily('Linear')).toBe(linear)
  expect(() => findFamily('XGBost')).toThrow('There is no model family "XGBost" (did you mean "XGBoost"?): XGBoost, LightGBM')
})

it('offers what can be used here, always with the baseline', () => {
  expect(availableFamilies()).toContain(linear)
  for (const family of availableFamilies()) expect(family.availability()).toMatchObject({ ok: true })
})

it('says the same sentence wherever a library is missing', async () => {
  const reason = 'XGBoost cannot be used, because its native library is not installed: run `npm run install-native`.'
  const family = randomForestOn([() => ({ ok: false, name: 'XGBoost', reason })])
  expect(family.availability()).toEqual({ ok: false, reason })
  const train = plantedRows('regression', { rows: 20, features: 2, strength: 1, seed: 1 })
  const fitting = family.fit({ task: 'regression', train, hyperparameters: {}, seed: 1 })
  await expect(fitting).rejects.toThrow(new ResourceError(reason))
  const file = {
    format: 'quantopia-model-1',
    family: 'RandomForest',
    task: 'regression',
    feature_names: ['a'],
    best_iteration: null,
    library: 'XGBoost 2',
    engine: 'XGBoost',
    file: 'booster.ubj',
    sha256: '',
  }
  writeFileSync(join(directory, 'model.json'), JSON.stringify(file))
  await expect(family.load(directory)).rejects.toThrow(reason)
})

it('takes whichever engine there is, and the very one that a model was made with', () => {
  const engine = (name: 'XGBoost' | 'LightGBM') => () => ({ ok: true, engine: { name } as BoostingEngine }) as const
  const missing = (name: 'XGBoost' | 'LightGBM') => () => ({ ok: false, name, reason: `${name} cannot be used.` }) as const
  expect(chooseEngine('RandomForest', [missing('XGBoost'), engine('LightGBM')])).toMatchObject({ engine: { name: 'LightGBM' } })
  expect(chooseEngine('RandomForest', [engine('XGBoost'), engine('LightGBM')], 'LightGBM')).toMatchObject({ engine: { name: 'LightGBM' } })
  expect(chooseEngine('RandomForest', [engine('XGBoost'), missing('LightGBM')], 'LightGBM')).toEqual({
    ok: false,
    reason: 'LightGBM cannot be used.',
  })
  // Whatever the words of the reason are.
  const old = () => ({ ok: false, name: 'LightGBM', reason: 'The library is too old.' }) as const
  expect(chooseEngine('RandomForest', [missing('XGBoost'), old], 'LightGBM')).toEqual({ ok: false, reason: 'The library is too old.' })
  expect(chooseEngine('RandomForest', [missing('XGBoost'), missing('LightGBM')])).toEqual({
    ok: false,
    reason: 'RandomForest needs XGBoost or LightGBM, and neither can be used here: run `npm run install-native`.',
  })
})

it('refuses a directory that holds no model, a damaged one, or one of another family', async () => {
  await expect(linear.load(join(directory, 'none'))).rejects.toThrow(/holds no model: model.json cannot be read/)
  writeFileSync(join(directory, 'model.json'), '{"format":')
  await expect(linear.load(directory)).rejects.toThrow(/model.json is damaged/)
  const train = plantedRows('regression', { rows: 100, features: 2, strength: 1, seed: 1 })
  const model = await linear.fit({ task: 'regression', train, hyperparameters: {}, seed: 1 })
  await model.save(directory)
  await expect(linear.load(directory)).resolves.toMatchObject({ featureNames: ['x0', 'x1'] })
  await expect(mlp.load(directory)).rejects.toThrow(/holds a model of Linear, not of MLP/)
  const network = await mlp.fit({ task: 'regression', train, hyperparameters: { epochs: 1 }, seed: 1 })
  await network.save(directory)
  writeFileSync(join(directory, 'weights.bin'), Buffer.alloc(12))
  await expect(mlp.load(directory)).rejects.toThrow(/weights.bin is not what was saved/)
})
