import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BadDataError, UsageError } from '../../domain/errors.ts'
import type { Task } from '../../domain/ml.ts'
import type { FitRequest, FittedModel, LabelledRows, Matrix, ModelFamily } from '../family.ts'
import { plantedRows } from './planted.ts'
import { explained, skillOf } from './skill.ts'

export interface ContractOptions {
  /** Smaller than the defaults, to be quick. */
  readonly hyperparameters?: Readonly<Record<string, number>>
  /** False where nothing is drawn at random: then every seed gives the same model. */
  readonly seeded?: boolean
  /** False where the family has no SHAP values. */
  readonly explains?: boolean
  /** False where SHAP values add up to the probability instead of log-odds. */
  readonly logOdds?: boolean
}

const FEATURES = 6
const planted = (task: Task, rows: number, seed: number, missing = 0): LabelledRows =>
  plantedRows(task, { rows, features: FEATURES, strength: 2, missing, seed })
const noise = (task: Task, rows: number, seed: number): LabelledRows => plantedRows(task, { rows, features: FEATURES, strength: 0, seed })
const withColumn = (x: Matrix, j: number, column: Float64Array): Matrix => ({
  ...x,
  columns: x.columns.map((each, k) => (k === j ? column : each)),
})

/** The laws of every model family, for both tasks. */
export function describeFamily(title: string, family: ModelFamily, options: ContractOptions = {}): void {
  const { hyperparameters = {}, seeded = true, explains = true, logOdds = true } = options
  const availability = family.availability()
  const tasks = ['classification', 'regression'] as const
  describe.skipIf(!availability.ok)(availability.ok ? title : `${title} (skipped: ${availability.reason})`, () => {
    for (const task of tasks) describe(task, () => laws(task))
  })

  const request = (task: Task, train: LabelledRows, valid?: LabelledRows, seed = 1): FitRequest => ({
    task,
    train,
    valid,
    hyperparameters,
    seed,
  })

  function laws(task: Task): void {
    const train = planted(task, 1200, 1)
    const test = planted(task, 1500, 2)
    let model: FittedModel
    let directory: string
    beforeAll(async () => {
      directory = mkdtempSync(join(tmpdir(), 'quantopia-model-'))
      model = await family.fit(request(task, train, planted(task, 400, 3)))
    })
    afterAll(() => {
      model.dispose()
      rmSync(directory, { recursive: true })
    })

    it('learns a planted signal', () => {
      const predictions = model.predict(test.x)
      if (task === 'regression') expect(explained(predictions, test.y)).toBeGreaterThan(0.68)
      else {
        expect(skillOf(task, predictions, test.y).skill).toBeGreaterThan(0.32)
        expect(predictions.every((probability) => probability >= 0 && probability <= 1)).toBe(true)
      }
    })

    it('beats nothing on noise', async () => {
      const empty = await family.fit(request(task, noise(task, 1200, 4), noise(task, 400, 5)))
      const unseen = noise(task, 4000, 6)
      const { skill, standardError } = skillOf(task, empty.predict(unseen.x), unseen.y)
      expect(Math.abs(skill)).toBeLessThan(3 * standardError)
      // Early stopping sees that there is nothing more to be had.
      if (empty.bestIteration !== undefined)
        expect(empty.bestIteration).toBeLessThan(hyperparameters['rounds'] ?? hyperparameters['epochs'] ?? 0)
      empty.dispose()
    })

    it('gives the same model for the same seed, and another for another', async () => {
      const short = { train: planted(task, 300, 1), valid: planted(task, 100, 3) }
      const [first, again, other] = [
        await family.fit(request(task, short.train, short.valid, 7)),
        await family.fit(request(task, short.train, short.valid, 7)),
        await family.fit(request(task, short.train, short.valid, 8)),
      ]
      const [a, b, c] = [first, again, other].map((each) => [...each.predict(test.x)])
      expect(b).toEqual(a)
      if (seeded) expect(c).not.toEqual(a)
      else expect(c).toEqual(a)
      for (const each of [first, again, other]) each.dispose()
    })

    it('predicts the same bits after save and load, and says what it is', async () => {
      const files = await model.save(directory)
      expect(files).toContain('model.json')
      const loaded = await family.load(directory)
      expect([...loaded.predict(test.x)]).toEqual([...model.predict(test.x)])
      expect(loaded.importance()).toEqual(model.importance())
      expect(loaded.featureNames).toEqual(model.featureNames)
      expect(loaded.bestIteration).toEqual(model.bestIteration)
      expect(loaded.lookbackRows).toBe(model.lookbackRows)
      expect([...(loaded.contributions?.(test.x)[0] ?? [])]).toEqual([...(model.contributions?.(test.x)[0] ?? [])])
      loaded.dispose()
      const stored = JSON.parse(readFileSync(join(directory, 'model.json'), 'utf8')) as Record<string, unknown>
      expect(stored).toMatchObject({ family: family.name, task, feature_names: train.x.names })
    })

    it('lives with missing values', async () => {
      const holes = await family.fit(request(task, planted(task, 1200, 1, 0.1), planted(task, 400, 3, 0.1)))
      const predictions = holes.predict(planted(task, 500, 2, 0.1).x)
      expect(skillOf(task, predictions, planted(task, 500, 2, 0.1).y).skill).toBeGreaterThan(0.25)
      const nothing = { ...test.x, columns: test.x.columns.map((column) => column.map(() => NaN)) }
      expect([...holes.predict(nothing)].every(Number.isFinite)).toBe(true)
      holes.dispose()
    })

    it('takes a label that is missing for a row to leave out, and a weight of 0 for one that says nothing', async () => {
      const { x, y } = train
      const half = y.map((label, i) => (i % 2 === 0 ? label : NaN))
      const reversed = y.map((label, i) => (i % 2 === 0 ? label : task === 'regression' ? -label : 1 - label))
      const weights = y.map((_, i) => (i % 2 === 0 ? 1 : 0))
      const unlabelled = await family.fit(request(task, { x, y: half }))
      const weighted = await family.fit({ ...request(task, train), train: { x, y: reversed, weights } })
      for (const each of [unlabelled, weighted]) {
        expect(skillOf(task, each.predict(test.x), test.y).skill).toBeGreaterThan(0.25)
        each.dispose()
      }
    })

    it('refuses labels that do not differ, and columns that never change, by name', async () => {
      const { x, y } = train
      await expect(family.fit(request(task, { x, y: y.map(() => 1) }))).rejects.toThrow(/training labels hold only .* 1:/)
      const flat = request(task, { x: withColumn(x, 3, new Float64Array(x.rows).fill(5)), y })
      await expect(family.fit(flat)).rejects.toThrow(/never change .* leave out x3\.$/)
      const empty = request(task, { x: withColumn(x, 2, new Float64Array(x.rows).fill(NaN)), y })
      await expect(family.fit(empty)).rejects.toThrow(/never change .* leave out x2\.$/)
      await expect(family.fit(empty)).rejects.toBeInstanceOf(BadDataError)
    })

    it('refuses what is infinite, misnamed, misspelt or out of range', async () => {
      const infinite = withColumn(test.x, 1, (test.x.columns[1] as Float64Array).with(5, Infinity))
      expect(() => model.predict(infinite)).toThrow(/x1 is infinite/)
      expect(() => model.predict({ ...test.x, names: [...test.x.names].reverse() })).toThrow(/where it has x0, there is x5/)
      await expect(family.fit({ ...request(task, train), hyperparameters: { no_such: 1 } })).rejects.toBeInstanceOf(UsageError)
      for (const [name, { max }] of Object.entries(family.hyperparameters)) {
        const tooMuch = { ...request(task, train), hyperparameters: { [name]: max + 1 } }
        await expect(family.fit(tooMuch)).rejects.toThrow(new RegExp(`${name} must be`))
      }
    })

    it('finds the planted feature the most important, and its shares add up to 1', () => {
      const importance = model.importance()
      expect(Object.keys(importance)).toEqual(train.x.names)
      expect(Object.values(importance).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9)
      expect(importance['x0']).toBeGreaterThan(0.5)
    })

    it(explains ? 'explains a prediction by contributions that add up to it' : 'offers no contributions', () => {
      expect(model.contributions !== undefined).toBe(explains)
      if (model.contributions === undefined) return
      const few: Matrix = { ...test.x, rows: 50, columns: test.x.columns.map((column) => column.subarray(0, 50)) }
      const contributions = model.contributions(few)
      expect(contributions).toHaveLength(FEATURES + 1)
      model.predict(few).forEach((prediction, i) => {
        const sum = contributions.reduce((total, column) => total + (column[i] as number), 0)
        expect(task === 'classification' && logOdds ? 1 / (1 + Math.exp(-sum)) : sum).toBeCloseTo(prediction, 4)
      })
      const size = contributions.map((column) => column.reduce((sum, value) => sum + Math.abs(value), 0))
      expect(size.slice(0, FEATURES).indexOf(Math.max(...size.slice(0, FEATURES)))).toBe(0)
    })

    it('leaves its inputs as they were and lets other work go on', async () => {
      const { x, y } = planted(task, 1200, 1)
      const weights = new Float64Array(x.rows).fill(1)
      let turns = 0
      let fitting = true
      const count = (): void => {
        turns++
        if (fitting) setImmediate(count)
      }
      setImmediate(count)
      const other = await family.fit(request(task, { x, y, weights } as LabelledRows, planted(task, 400, 3)))
      fitting = false
      expect(turns).toBeGreaterThan(0)
      expect(y).toEqual(train.y)
      expect(x.columns).toEqual(train.x.columns)
      expect(weights).toEqual(new Float64Array(x.rows).fill(1))
      other.dispose()
    })

    it('predicts no rows, one row as among others, and nothing after it was disposed of', async () => {
      const rows = (from: number, to: number): Matrix => ({
        ...test.x,
        rows: to - from,
        columns: test.x.columns.map((column) => column.subarray(from, to)),
      })
      expect(model.predict(rows(0, 0))).toHaveLength(0)
      const last = 700 + model.lookbackRows
      expect(model.predict(rows(700, last + 1)).at(-1)).toBeCloseTo(model.predict(test.x)[last] as number, 6)
      const other = await family.fit(request(task, planted(task, 100, 1)))
      other.dispose()
      other.dispose()
      expect(() => other.predict(test.x)).toThrow(/disposed of/)
    })
  }
}
