import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export interface Tolerance {
  readonly abs: number
  readonly rel: number
}

/** One known answer of ../shared/reference-values; its README explains the format. */
export interface ReferenceCase<Inputs> {
  readonly name: string
  readonly function: string
  readonly inputs: Inputs
  readonly expected: unknown
  readonly tolerance: Tolerance
}

/** Cases of one file; none where the folder is absent, so that tests over them can be skipped with that reason. */
export function referenceCases<Inputs>(file: string): ReferenceCase<Inputs>[] {
  const path = fileURLToPath(new URL(`../../../shared/reference-values/${file}`, import.meta.url))
  if (!existsSync(path)) return []
  return (JSON.parse(readFileSync(path, 'utf8')) as { cases: ReferenceCase<Inputs>[] }).cases
}
