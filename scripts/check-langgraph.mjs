// Every path and export that langgraph.json names must exist.
import { readFileSync } from 'node:fs'
import { register } from 'tsx/esm/api'

const root = new URL('../', import.meta.url)
const { graphs } = JSON.parse(readFileSync(new URL('langgraph.json', root), 'utf8'))
register()
const missing = []
for (const [name, graph] of Object.entries(graphs)) {
  const [path, exported] = (typeof graph === 'string' ? graph : graph.path).split(':')
  const module = await import(new URL(path, root).href).catch((error) => ({ failure: error }))
  if (module.failure) missing.push(`${name}: ${path} cannot be loaded: ${module.failure.message}`)
  else if (typeof module[exported] !== 'function' && typeof module[exported]?.invoke !== 'function')
    missing.push(`${name}: ${path} exports no graph "${exported}"`)
}
for (const line of missing) console.error(`langgraph.json: ${line}`)
process.exit(missing.length === 0 ? 0 : 1)
