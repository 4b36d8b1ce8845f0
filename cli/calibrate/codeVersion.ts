import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sha256 } from '../../domain/hash.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
/** What a session's outcome can depend on: every floor below the command line, how its outcome is read, and the packages. */
const FOLDERS = ['backtest', 'data', 'domain', 'features', 'graph', 'indicators', 'llm', 'math', 'metrics', 'models', 'nodes']
const MORE_FOLDERS = ['sandbox', 'state', 'tools', 'validation', 'factors', 'portfolio', 'risk']
const FILES = [
  'config.ts',
  'package-lock.json',
  ...['runTask', 'readVerdicts', 'freshSharpe', 'outcome', 'task'].map((name) => `cli/calibrate/${name}.ts`),
]

function sourcesIn(folder: string): string[] {
  try {
    return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /(?<!\.test)\.(ts|mjs)$/.test(entry.name))
      .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
  } catch {
    // A floor that is not built yet.
    return []
  }
}

/** Twelve hex digits of a hash over the texts that decide what a session finds: outcomes of different versions are never mixed. */
export function codeVersion(): string {
  const paths = [...FOLDERS, ...MORE_FOLDERS].flatMap(sourcesIn).sort()
  return sha256([...paths, ...FILES].map((path) => `${path} ${sha256(readFileSync(join(ROOT, path)))}`).join('\n')).slice(0, 12)
}
