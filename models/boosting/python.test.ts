import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { pythonWithBoth, runTwins } from '../fixtures/pythonTwin.ts'
import { twinCases, type TwinCase } from '../fixtures/twinCases.ts'
import { lightgbmEngine } from '../lightgbm/lightgbmEngine.ts'
import { xgboostEngine } from '../xgboost/xgboostEngine.ts'

const FIXTURES = join(import.meta.dirname, '../fixtures')

interface Twin {
  name: string
  engine: 'XGBoost' | 'LightGBM'
  file: string
  rounds: number
  predictions: number[]
  contributions: number[][]
}

const stored = JSON.parse(readFileSync(join(FIXTURES, 'twins.json'), 'utf8')) as { xgboost: string; lightgbm: string; twins: Twin[] }
const cases = twinCases()

function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length)
  return Array.from(a).reduce((largest, value, i) => Math.max(largest, Math.abs(value - (b[i] as number))), 0)
}

const fit = ({ family, task, train, valid, hyperparameters, seed }: TwinCase) => family.fit({ task, train, valid, hyperparameters, seed })

describe.each(stored.twins)('$name, as Python stored it', (twin) => {
  const same = cases.find(({ name }) => name === twin.name) as TwinCase
  const answer = twin.engine === 'XGBoost' ? xgboostEngine() : lightgbmEngine()
  const wanted = twin.engine === 'XGBoost' ? stored.xgboost : stored.lightgbm
  const reason = answer.ok ? `needs version ${wanted}, found ${answer.engine.version}` : answer.reason
  const trainable = answer.ok && [wanted, 'unknown'].includes(answer.engine.version)

  it.skipIf(!answer.ok)(`predicts and explains the same from Python's own file${answer.ok ? '' : ` (skipped: ${reason})`}`, () => {
    if (!answer.ok) throw new Error(reason)
    const model = answer.engine.open(readFileSync(join(FIXTURES, twin.file)), same.test.x.names)
    expect(largestDifference(model.predict(same.test.x), twin.predictions)).toBeLessThan(1e-6)
    const contributions = model.contributions(same.test.x)
    twin.contributions.forEach((row, i) => {
      const ours = contributions.map((column) => column[i] as number)
      expect(largestDifference(ours, row)).toBeLessThan(1e-6)
    })
    model.dispose()
  })

  it.skipIf(!trainable)(`trains the same model${trainable ? '' : ` (skipped: ${reason})`}`, async () => {
    const model = await fit(same)
    expect(largestDifference(model.predict(same.test.x), twin.predictions)).toBeLessThan(1e-6)
    expect(model.bestIteration ?? twin.rounds).toBe(twin.rounds)
    model.dispose()
  })
})

const python = pythonWithBoth([process.env['QUANTOPIA_TEST_PYTHON'], 'python3'])
const libraries = xgboostEngine().ok && lightgbmEngine().ok
const here = python !== undefined && libraries

describe.skipIf(!here)(`Python on this machine${here ? '' : ' (skipped: needs both libraries here and in Python)'}`, () => {
  it('opens our files, and trains the same models', { timeout: 60_000 }, async () => {
    const directory = mkdtempSync(join(tmpdir(), 'quantopia-python-'))
    const models = await Promise.all(cases.map(fit))
    const paths = await Promise.all(
      models.map(async (model, k) => {
        const own = mkdtempSync(join(directory, `${k}-`))
        const [file] = await model.save(own)
        return join(own, file as string)
      }),
    )
    const answers = runTwins(
      python as string,
      cases.map((each, k) => ({ ...each, model: paths[k] })),
    )
    cases.forEach(({ test }, k) => {
      const [model, answer] = [models[k] as (typeof models)[number], answers[k] as (typeof answers)[number]]
      const predictions = model.predict(test.x)
      expect(largestDifference(predictions, answer.predictions)).toBeLessThan(1e-6)
      expect(largestDifference(predictions, answer.loaded as number[])).toBeLessThan(1e-6)
      model.dispose()
    })
    rmSync(directory, { recursive: true })
  })
})
