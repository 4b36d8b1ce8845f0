import { markup, type Html } from './markup.ts'

/** What stands for a figure that does not exist. */
export const NONE = '–'

const SPACE = '\u00a0'

/** A true minus sign, and none before what rounds to nothing. */
function fixed(value: number, digits: number): string {
  const text = Math.abs(value).toFixed(digits)
  return value < 0 && Number(text) !== 0 ? `−${text}` : text
}

const exists = (value: number | null | undefined): value is number => value != null && Number.isFinite(value)

/** `1.23` */
export function decimal(value: number | null | undefined, digits = 2): string {
  return exists(value) ? fixed(value, digits) : NONE
}

/** `+1.23`, for differences. */
export function signed(value: number | null | undefined, digits = 2): string {
  if (!exists(value)) return NONE
  const text = fixed(value, digits)
  return value > 0 && Number(text) !== 0 ? `+${text}` : text
}

/** A fraction as `12.3 %`. */
export function percent(value: number | null | undefined, digits = 1): string {
  return exists(value) ? `${fixed(value * 100, digits)}${SPACE}%` : NONE
}

/** A fraction as `+12.3 %`, for returns. */
export function signedPercent(value: number | null | undefined, digits = 1): string {
  return exists(value) ? `${signed(value * 100, digits)}${SPACE}%` : NONE
}

/** `12,345` */
export function whole(value: number | null | undefined): string {
  return exists(value) ? fixed(Math.round(value), 0).replace(/\B(?=(\d{3})+$)/g, ',') : NONE
}

/** Four significant digits, for figures of unknown size. */
export function significant(value: number | null | undefined): string {
  return exists(value) ? Number(value.toPrecision(4)).toString().replace('-', '−') : NONE
}

/** `1 trial`, `2 trials`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${whole(count)} ${count === 1 ? one : many}`
}

/** The date of an ISO time. */
export function day(iso: string): string {
  return iso.slice(0, 10)
}

/** A span of time by its dates, each kept in one piece. */
export function span(from: string, to: string): Html {
  return markup`<span class="nb">${day(from)}</span> to <span class="nb">${day(to)}</span>`
}

/** An ISO time to the minute, UTC. */
export function minute(iso: string): string {
  return `${iso.slice(0, 16).replace('T', ' ')} UTC`
}
