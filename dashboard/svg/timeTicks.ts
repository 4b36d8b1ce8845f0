export const DAY_MS = 86_400_000
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

export interface TimeTick {
  readonly time: number
  readonly label: string
}

function dayTicks(from: number, to: number, count: number): TimeTick[] {
  const days = Math.max(1, Math.ceil((to - from) / DAY_MS / count))
  const ticks: TimeTick[] = []
  for (let time = Math.ceil(from / DAY_MS) * DAY_MS; time <= to; time += days * DAY_MS) {
    const date = new Date(time)
    ticks.push({ time, label: `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()] ?? ''}` })
  }
  return ticks
}

/** Starts of months, quarters or years in [from, to] (ms UTC), or days in a short span; about `count` of them. */
export function timeTicks(from: number, to: number, count: number): TimeTick[] {
  const months = (to - from) / DAY_MS / 30.44
  if (months < 2.5) return dayTicks(from, to, count)
  const step = [1, 2, 3, 6, 12, 24, 60, 120].find((size) => months / size <= count) ?? 240
  const start = new Date(from)
  const first = Math.ceil((start.getUTCFullYear() * 12 + start.getUTCMonth()) / step) * step
  const ticks: TimeTick[] = []
  for (let month = first; ; month += step) {
    const time = Date.UTC(Math.floor(month / 12), month % 12, 1)
    if (time > to) return ticks
    const name = month % 12 === 0 ? String(Math.floor(month / 12)) : (MONTHS[month % 12] ?? '')
    if (time >= from) ticks.push({ time, label: name })
  }
}
