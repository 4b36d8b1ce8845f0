import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { BadDataError } from '../domain/errors.ts'
import { sha256 } from '../domain/hash.ts'
import type { FamilyName } from './family.ts'

/** What stands beside a model's own file: enough to read it again without knowing where it came from. */
const MODEL_FILE = 'model.json'

const Common = z.object({
  format: z.literal('quantopia-model-1'),
  family: z.string(),
  task: z.enum(['classification', 'regression']),
  feature_names: z.array(z.string()).min(1),
  best_iteration: z.number().int().nullable(),
  /** Library and version that wrote it. */
  library: z.string(),
})
type ModelFile = z.infer<typeof Common>

export async function writeModelFile(directory: string, content: ModelFile & Record<string, unknown>): Promise<string> {
  await writeFile(join(directory, MODEL_FILE), `${JSON.stringify(content, null, 2)}\n`)
  return MODEL_FILE
}

/** `shape`: the fields of the family's own. @throws BadDataError where there is no such model of this family. */
export async function readModelFile<Shape extends z.ZodRawShape>(directory: string, family: FamilyName, shape: Shape) {
  const file = join(directory, MODEL_FILE)
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new BadDataError(`${directory} holds no model: ${MODEL_FILE} cannot be read.`, { directory }, { cause: error })
  })
  const content = json(text)
  const common = Common.safeParse(content)
  if (!common.success) throw damaged(file, common.error)
  const { family: found } = common.data
  if (found !== family) throw new BadDataError(`${directory} holds a model of ${found}, not of ${family}.`, { directory, found })
  const parsed = Common.extend(shape).safeParse(content)
  if (!parsed.success) throw damaged(file, parsed.error)
  return parsed.data
}

function damaged(file: string, { issues }: z.ZodError): BadDataError {
  return new BadDataError(`${file} is damaged or of another version.`, { issues })
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Writes what the library or the network needs, and returns what `model.json` has to say of it. */
export async function writeModelBytes(directory: string, name: string, bytes: Uint8Array): Promise<{ file: string; sha256: string }> {
  await writeFile(join(directory, name), bytes)
  return { file: name, sha256: sha256(bytes) }
}

/** For the shape of `model.json`. */
export const MODEL_BYTES = { file: z.string(), sha256: z.string() }

/** The bytes that were written. @throws BadDataError where they are gone or others: LightGBM ends the whole process over a damaged file. */
export async function readModelBytes(directory: string, written: { file: string; sha256: string }): Promise<Buffer> {
  const bytes = await readFile(join(directory, written.file)).catch((error: unknown) => {
    throw new BadDataError(`${directory} holds no whole model: ${written.file} cannot be read.`, { directory }, { cause: error })
  })
  if (sha256(bytes) === written.sha256) return bytes
  throw new BadDataError(`${join(directory, written.file)} is not what was saved; train the model again.`, { directory, ...written })
}
