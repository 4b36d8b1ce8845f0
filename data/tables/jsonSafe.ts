import type { JS } from '@duckdb/node-api'

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/**
 * DuckDB's values as JSON: counts (BigInt) as numbers while that is exact, NaN and infinity as null (a figure that does
 * not exist), times as ISO 8601 UTC, bytes as hex.
 */
export function jsonSafe(value: JS): Json {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString()
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString()
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex')
  if (Array.isArray(value)) return value.map(jsonSafe)
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, jsonSafe(part)]))
}

/** A row of the caller's own, its values replaced by their JSON: of thousands of rows, a second object for each takes longer than reading them. */
export function jsonSafeRow(row: Record<string, JS>): Record<string, Json> {
  for (const name of Object.keys(row)) row[name] = jsonSafe(row[name] as JS)
  return row as Record<string, Json>
}
