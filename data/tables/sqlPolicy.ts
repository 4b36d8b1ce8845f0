import { UsageError } from '../../domain/errors.ts'
import { didYouMean } from '../../domain/suggest.ts'
import { checkSize, isSized } from './sizedFunctions.ts'

/** Table functions that make rows out of their arguments alone. */
const ALLOWED_TABLE_FUNCTIONS: ReadonlySet<string> = new Set(['unnest', 'range', 'generate_series', 'json_each', 'json_tree'])

/** Functions that tell about the process instead of the tables, run text as SQL, or only burn time. */
const DENIED_FUNCTIONS: ReadonlySet<string> = new Set(
  `current_setting getvariable getenv current_query nextval currval setseed sleep_ms pg_sleep write_log stats
   json_execute_serialized_sql parse_duckdb_log_message duckdb_logs_parsed duckdb_profiling_settings`.split(/\s+/),
)

/** What the parser makes of a table after FROM; anything else is refused. */
const TABLE_NODES: ReadonlySet<string> = new Set([
  'BASE_TABLE',
  'TABLE_FUNCTION',
  'JOIN',
  'SUBQUERY',
  'EXPRESSION_LIST',
  'SHOW_REF',
  'EMPTY',
  'COLUMN_DATA',
])

type Node = Readonly<Record<string, unknown>>

/**
 * Checks the syntax tree that DuckDB's own parser makes of a text (`json_serialize_sql`, which knows SELECT, WITH, FROM,
 * VALUES, DESCRIBE, SUMMARIZE and SHOW, nothing that writes): one statement, known tables, harmless functions.
 * @returns the names of the tables that are read.
 * @throws UsageError that names what is not allowed.
 */
export function checkSqlTree(treeJson: string, tables: readonly string[]): string[] {
  const tree = parseTree(treeJson)
  if (tree.error) {
    throw tree.error_type === 'not implemented'
      ? new UsageError('Only reading is allowed: one SELECT, WITH, FROM, VALUES, DESCRIBE, SUMMARIZE or SHOW statement.')
      : new UsageError(`The SQL cannot be parsed: ${tree.error_message ?? 'unknown reason'}.`)
  }
  const statements = tree.statements ?? []
  if (statements.length !== 1) throw new UsageError(`One statement at a time, not ${statements.length}.`)
  const nodes = allNodes(statements)
  const withNames = new Set(nodes.flatMap((node) => cteNames(node)))
  // As a source of rows a range streams; as a value it is one list in memory.
  const streaming = new Set(nodes.filter((node) => node['type'] === 'TABLE_FUNCTION').map((node) => node['function']))
  const read = new Set<string>()
  for (const node of nodes) {
    checkFunction(node)
    if (isSized(node) && !streaming.has(node)) checkSize(node, allNodes)
    const name = checkTable(node, tables, withNames)
    if (name !== undefined) read.add(name)
  }
  return [...read]
}

interface Tree {
  error: boolean
  error_type?: string
  error_message?: string
  statements?: readonly Node[]
}

function parseTree(json: string): Tree {
  try {
    return JSON.parse(json) as Tree
  } catch (cause) {
    // DuckDB writes an infinite constant as it is.
    throw new UsageError('The SQL contains a number that is beyond the range of a double.', {}, { cause })
  }
}

/** Every object in the tree, without recursion: a model may nest as deep as the parser lets it. */
function allNodes(root: unknown): Node[] {
  const nodes: Node[] = []
  const pending: unknown[] = [root]
  while (pending.length > 0) {
    const value = pending.pop()
    if (value === null || typeof value !== 'object') continue
    if (!Array.isArray(value)) nodes.push(value as Node)
    for (const part of Object.values(value) as unknown[]) pending.push(part)
  }
  return nodes
}

/** Names that WITH gives to queries. */
function cteNames(node: Node): string[] {
  const map = (node['cte_map'] as { map?: readonly { key: string }[] } | undefined)?.map ?? []
  return map.map(({ key }) => key.toLowerCase())
}

function checkFunction(node: Node): void {
  const name = node['function_name']
  if (typeof name === 'string' && DENIED_FUNCTIONS.has(name.toLowerCase())) {
    throw new UsageError(`The function ${name} is not allowed here.`, { function: name })
  }
  if (node['type'] !== 'TABLE_FUNCTION') return
  const called = String((node['function'] as Node | undefined)?.['function_name'])
  if (ALLOWED_TABLE_FUNCTIONS.has(called.toLowerCase())) return
  throw new UsageError(`The table function ${called} is not allowed; these are: ${[...ALLOWED_TABLE_FUNCTIONS].join(' ')}.`, {
    function: called,
  })
}

/** The name of one of `tables`, or undefined for a node that names none. */
function checkTable(node: Node, tables: readonly string[], withNames: ReadonlySet<string>): string | undefined {
  for (const place of ['from_table', 'left', 'right']) {
    const type = (node[place] as Node | undefined)?.['type']
    const isTable = place === 'from_table' || node['type'] === 'JOIN'
    if (isTable && typeof type === 'string' && !TABLE_NODES.has(type)) throw new UsageError(`${type} is not allowed after FROM.`, { type })
  }
  if (node['type'] !== 'BASE_TABLE') return undefined
  const [schema, name] = [text(node['schema_name']), text(node['table_name'])]
  if (schema === 'information_schema' && (name === 'tables' || name === 'columns')) return undefined
  if (schema === '' && withNames.has(name)) return undefined
  const known = tables.find((table) => table === name)
  if (known !== undefined && (schema === '' || schema === 'main')) return known
  const written = schema === '' ? name : `${schema}.${name}`
  throw new UsageError(`There is no table "${written}"${didYouMean(name, tables)}; tables: ${tables.join(' ')}.`, { table: written })
}

const text = (value: unknown): string => (typeof value === 'string' ? value.toLowerCase() : '')
