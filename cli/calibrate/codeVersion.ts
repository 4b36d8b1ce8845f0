import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Config } from '../../config.ts'
import { sha256 } from '../../domain/hash.ts'
import { availableFamilies } from '../../models/families.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
/** What a session's outcome can depend on: every floor below the command line, how its outcome is read, and the packages. */
const FOLDERS = ['backtest', 'data', 'domain', 'features', 'graph', 'indicators', 'llm', 'math', 'metrics', 'models', 'nodes', 'sandbox']
const MORE_FOLDERS = ['state', 'tools', 'validation']
const FILES = [
  'config.ts',
  'package-lock.json',
  ...['runTask', 'readVerdicts', 'freshSharpe', 'outcome', 'task'].map((name) => `cli/calibrate/${name}.ts`),
]

function sourcesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /(?<!\.test)\.(ts|mjs)$/.test(entry.name))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
}

/**
 * Twelve hex digits of a hash over the texts that decide what a session finds, and what of the machine does: the share that is sealed and the
 * model families that can be trained. Outcomes of different versions are never mixed.
 */
export function codeVersion({ holdoutShare }: Pick<Config, 'holdoutShare'>): string {
  const paths = [...FOLDERS, ...MORE_FOLDERS].flatMap(sourcesIn).sort()
  const texts = [...paths, ...FILES].map((path) => `${path} ${sha256(readFileSync(join(ROOT, path)))}`)
  const families = availableFamilies().map(({ name }) => name)
  return sha256([...texts, String(holdoutShare), ...families].join('\n')).slice(0, 12)
}
