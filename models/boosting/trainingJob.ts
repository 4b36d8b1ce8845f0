import { bytesOf } from '../bytesOf.ts'
import type { BoostingEngine, TrainingRequest, TrainingRows } from './engine.ts'
import type { Frame } from './frames.ts'

/** What the trainer's process is asked for. */
export interface TrainingJob {
  readonly engine: BoostingEngine['name']
  /** The library that this process uses: the other doesn't search again. */
  readonly file: string
  readonly request: TrainingRequest
}

type RowsHead = { rows: number; columns: number; single: boolean; weighted: boolean } | null
type JobHead = Pick<TrainingJob, 'engine' | 'file'> & Pick<TrainingRequest, 'featureNames' | 'params' | 'rounds' | 'patience'>

function headOf(rows: TrainingRows | undefined): RowsHead {
  if (rows === undefined) return null
  return { rows: rows.rows, columns: rows.columns, single: rows.data instanceof Float32Array, weighted: rows.weights !== undefined }
}

function partsOf(rows: TrainingRows | undefined): Uint8Array[] {
  if (rows === undefined) return []
  return [rows.data, rows.labels, ...(rows.weights === undefined ? [] : [rows.weights])].map(bytesOf)
}

export function jobToFrame({ engine, file, request }: TrainingJob): Frame {
  const { train, valid, featureNames, params, rounds, patience } = request
  const head = { engine, file, featureNames, params, rounds, patience, train: headOf(train), valid: headOf(valid) }
  return { head, parts: [...partsOf(train), ...partsOf(valid)] }
}

/** The parts' memory is used, not copied. */
export function frameToJob({ head, parts }: Frame): TrainingJob {
  const { engine, file, train, valid, ...rest } = head as unknown as JobHead & { train: RowsHead; valid: RowsHead }
  const left = [...parts]
  const singles = (): Float32Array => {
    const part = left.shift() as Uint8Array
    return new Float32Array(part.buffer, part.byteOffset, part.byteLength / 4)
  }
  const doubles = (): Float64Array => {
    const part = left.shift() as Uint8Array
    return new Float64Array(part.buffer, part.byteOffset, part.byteLength / 8)
  }
  const rowsOf = (about: RowsHead): TrainingRows | undefined => {
    if (about === null) return undefined
    const { rows, columns, single, weighted } = about
    return { data: single ? singles() : doubles(), rows, columns, labels: singles(), weights: weighted ? singles() : undefined }
  }
  return { engine, file, request: { ...rest, train: rowsOf(train) as TrainingRows, valid: rowsOf(valid) } }
}
