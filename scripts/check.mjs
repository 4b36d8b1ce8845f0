// Types, lint, format, floors and langgraph.json, one after the other; the first failure's output is the last thing printed.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const steps = [
  ['types', 'tsc', ['--noEmit']],
  ['lint', 'eslint', ['.', '--max-warnings', '0', '--cache', '--cache-location', 'node_modules/.cache/eslint/']],
  ['format', 'prettier', ['--check', '--log-level', 'warn', '.']],
  ['floors', 'depcruise', ['--config', '.dependency-cruiser.cjs', '--output-type', 'err', '.']],
  ...(existsSync('scripts/check-langgraph.mjs') ? [['langgraph.json', 'node', ['scripts/check-langgraph.mjs']]] : []),
]

for (const [name, command, args] of steps) {
  const local = new URL(`../node_modules/.bin/${command}`, import.meta.url).pathname
  const { status } = spawnSync(existsSync(local) ? local : command, args, { stdio: ['ignore', 'inherit', 'inherit'] })
  if (status !== 0) {
    console.error(`check failed: ${name}`)
    process.exit(1)
  }
  console.log(`check ok: ${name}`)
}
