/** A hostile or broken source text and the name of the reason by which it has to fail. */
export interface CorpusCase {
  readonly name: string
  readonly text: string
  readonly code: string
}

export interface Parts {
  readonly head?: string
  readonly needs?: string
  readonly exits?: string
  readonly members?: string
  readonly enter?: string
  readonly exit?: string
}

/** A whole strategy around the part that a case is about. */
export function strategyText({
  head = '',
  needs = '{}',
  exits = '{}',
  members = '',
  enter = "return 'none'",
  exit = 'return false',
}: Parts): string {
  return `${head}
export default class Probe extends Strategy {
  static needs = ${needs};
  static exits = ${exits};
  ${members}
  shouldEnter(bar) { ${enter} }
  shouldExit(bar, position) { ${exit} }
}`
}

/** Cases from `[name, code, parts or a whole text]`. */
export function cases(rows: readonly (readonly [name: string, code: string, source: Parts | string])[]): CorpusCase[] {
  return rows.map(([name, code, source]) => ({ name, code, text: typeof source === 'string' ? source : strategyText(source) }))
}
