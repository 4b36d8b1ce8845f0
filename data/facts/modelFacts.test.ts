import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { sampleModel } from '../../fixtures/sampleModel.ts'
import { openWorkspace, type Workspace } from '../workspace.ts'
import { openModelFacts, type ModelFacts } from './modelFacts.ts'
import { openFacts, type FactStore } from './openFacts.ts'

let workspace: Workspace
let facts: FactStore
let models: ModelFacts
beforeEach(() => {
  workspace = openWorkspace(mkdtempSync(join(tmpdir(), 'quantopia-model-facts-')))
  facts = openFacts(workspace)
  models = openModelFacts(facts)
})
afterEach(() => {
  facts.close()
  rmSync(workspace.home, { recursive: true })
})

const claim = (name: string) => models.claim(name, (version) => sampleModel(name, version))

it('counts each name by itself, past v9', () => {
  for (let i = 0; i < 11; i++) claim('XGBoost_direction')
  expect(claim('XGBoost_return').model_id).toBe('XGBoost_return_v1')
  expect(models.latest('XGBoost_direction')?.model_id).toBe('XGBoost_direction_v11')
  expect(models.latest('XGBoost')).toBeUndefined()
  expect(models.list()).toHaveLength(12)
  expect(models.get('XGBoost_direction_v10')).toEqual(sampleModel('XGBoost_direction', 10))
  expect(models.findBySpec('XGBoost_direction', 'spec XGBoost_direction_v3')?.version).toBe('v3')
  expect(models.findBySpec('XGBoost_return', 'spec XGBoost_direction_v3')).toBeUndefined()
})

it('hands the version before to whoever makes the next one', () => {
  claim('MLP_return')
  models.claim('MLP_return', (version, supersedes) => {
    expect([version, supersedes?.model_id]).toEqual([2, 'MLP_return_v1'])
    return sampleModel('MLP_return', version)
  })
})

it('stores nothing where the release fails, and gives the number again', () => {
  expect(() =>
    models.claim('MLP_return', () => {
      throw new Error('disk full')
    }),
  ).toThrow('disk full')
  expect(() => models.claim('MLP_return', () => sampleModel('MLP_return', 5))).toThrow(/MLP_return_v5 is not MLP_return_v1/)
  expect(models.list()).toEqual([])
  expect(claim('MLP_return').version).toBe('v1')
})

it('lets no other connection write between the question and the answer', () => {
  const other = openFacts(workspace, { timeoutMs: 50 })
  models.claim('MLP_return', (version) => {
    expect(() => other.record('models', sampleModel('MLP_return', version))).toThrow(/held .* for too long/)
    return sampleModel('MLP_return', version)
  })
  other.close()
})
