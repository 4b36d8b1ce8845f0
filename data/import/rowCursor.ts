const NEWLINE = 0x0a
const QUOTE = 0x22
const BLANK = 0x20

/** Where the fields of one row begin and end; filled again for each row. */
export interface RowCursor {
  readonly from: Int32Array
  readonly to: Int32Array
  /** Offset of the next row. */
  next: number
  /** Fields of this row, which may be more than there is room for. */
  fields: number
}

export function newCursor(fields: number): RowCursor {
  return { from: new Int32Array(fields), to: new Int32Array(fields), next: 0, fields: 0 }
}

/** End of the quoted text that starts at `from`; a doubled quote is part of it (RFC 4180). */
function endOfQuotes(bytes: Buffer, from: number): number {
  let at = from + 1
  while (at < bytes.length && (bytes[at] !== QUOTE || bytes[at + 1] === QUOTE)) at += bytes[at] === QUOTE ? 2 : 1
  return at
}

/** Keeps the bounds of one field, less the blanks and quotes around it. */
function keepField(bytes: Buffer, start: number, end: number, cursor: RowCursor): void {
  let from = start
  let to = end
  while (to > from && ((bytes[to - 1] as number) <= BLANK || bytes[to - 1] === QUOTE)) to--
  while (from < to && ((bytes[from] as number) <= BLANK || bytes[from] === QUOTE)) from++
  if (cursor.fields < cursor.from.length) {
    cursor.from[cursor.fields] = from
    cursor.to[cursor.fields] = to
  }
  cursor.fields++
}

/** Splits the row that starts at `at`. */
export function splitRow(bytes: Buffer, at: number, delimiter: number, cursor: RowCursor): void {
  cursor.fields = 0
  let from = at
  for (;;) {
    let to = bytes[from] === QUOTE ? endOfQuotes(bytes, from) : from
    while (to < bytes.length && bytes[to] !== delimiter && bytes[to] !== NEWLINE) to++
    keepField(bytes, from, to, cursor)
    from = to + 1
    if (to >= bytes.length || bytes[to] === NEWLINE) break
  }
  cursor.next = from
}

/** True where nothing but blanks stands from `at` to the end of the line. */
export function isBlankLine(bytes: Buffer, at: number): boolean {
  for (let end = at; end < bytes.length && bytes[end] !== NEWLINE; end++) if ((bytes[end] as number) > BLANK) return false
  return true
}

/** Lines from `from` on: at least as many as there are rows. */
export function countLines(bytes: Buffer, from: number): number {
  let lines = 1
  for (let at = bytes.indexOf(NEWLINE, from); at !== -1; at = bytes.indexOf(NEWLINE, at + 1)) lines++
  return lines
}
