import { CLOCK } from './clock.ts'
import { complain } from './stop.ts'
import { strictFields } from './strictFields.ts'

/** The columns a strategy sees, by its own names; each as long as the bars. */
export interface ViewColumns {
  readonly time: Float64Array
  /** open high low close volume, then the indicators with one output. */
  readonly numbers: Readonly<Record<string, Float64Array>>
  /** Indicators with several outputs. */
  readonly groups: Readonly<Record<string, Readonly<Record<string, Float64Array>>>>
  readonly predictions: Readonly<Record<string, Float64Array>>
}

const LARGEST_CACHED = 4_096

export interface Views {
  readonly bar: object
  readonly moveTo: (index: number) => void
  /** Shows other columns from now on, of the same names. */
  readonly show: (columns: ViewColumns) => void
}

/** Names of numbers, groups and models, each with its column's place among all columns of the views. */
function placesOf(columns: ViewColumns) {
  let count = 1
  const placed = (named: Readonly<Record<string, Float64Array>>): Record<string, number> =>
    Object.assign(Object.create(null) as Record<string, number>, Object.fromEntries(Object.keys(named).map((name) => [name, count++])))
  return {
    numbers: placed(columns.numbers),
    groups: Object.entries(columns.groups).map(([name, outputs]) => ({ name, outputs: placed(outputs) })),
    predictions: placed(columns.predictions),
  }
}

/** The columns in the order of their places; the clock's comes first. */
function inOrder(columns: ViewColumns, { numbers, groups, predictions }: ReturnType<typeof placesOf>): Float64Array[] {
  const of = (named: Readonly<Record<string, Float64Array>> | undefined, places: Record<string, number>): Float64Array[] =>
    Object.keys(places).map((name) => named?.[name] as Float64Array)
  return [
    columns.time,
    ...of(columns.numbers, numbers),
    ...groups.flatMap(({ name, outputs }) => of(columns.groups[name], outputs)),
    ...of(columns.predictions, predictions),
  ]
}

/**
 * The `bar` of a strategy: numbers read out of the columns at the current bar or earlier. The columns live in this closure alone, the distance back is a
 * private field and never negative, and only `moveTo` moves the present: no property, prototype or call of a view leads to a later bar.
 */
export function createViews(columns: ViewColumns): Views {
  const places = placesOf(columns)
  let shown = inOrder(columns, places)
  let now = 0
  const cache: (object | undefined)[] = []

  class Past {
    readonly #back: number
    constructor(back: number) {
      this.#back = back
    }
    static back(view: Past): number {
      return view.#back
    }
    static read(view: Past, place: number): number {
      const index = now - view.#back
      return index < 0 ? NaN : ((shown[place] as Float64Array)[index] as number)
    }
    static number(place: number) {
      return function (this: Past): number {
        const index = now - this.#back
        return index < 0 ? NaN : ((shown[place] as Float64Array)[index] as number)
      }
    }
    static clock(unit: number, shift: number, cycle: number) {
      return function (this: Past): number {
        const index = now - this.#back
        return index < 0 ? NaN : (Math.floor(((shown[0] as Float64Array)[index] as number) / unit) + shift) % cycle
      }
    }
  }

  function defineFields(
    view: object,
    title: string,
    fields: Readonly<Record<string, () => unknown>>,
    methods: readonly string[] = [],
  ): void {
    for (const [name, get] of Object.entries(fields)) Object.defineProperty(view, name, { get, enumerable: true })
    Reflect.deleteProperty(view, 'constructor')
    Object.setPrototypeOf(view, strictFields(title, [...Object.keys(fields), ...methods]))
  }

  const groups = places.groups.map(({ name, outputs }) => {
    class Group extends Past {}
    const fields = Object.entries(outputs).map(([output, place]) => [output, Past.number(place)] as const)
    defineFields(Group.prototype, `bar.${name}`, Object.fromEntries(fields))
    Object.freeze(Group.prototype)
    return { name, Group }
  })

  class Bar extends Past {
    readonly #groups: readonly object[]
    constructor(back: number) {
      super(back)
      this.#groups = groups.map(({ Group }) => Object.freeze(new Group(back)))
    }
    static group(place: number) {
      return function (this: Bar): object {
        return this.#groups[place] as object
      }
    }
    ago(bars: unknown): object {
      if (typeof bars === 'number' && bars >= 0) {
        const known = cache[Past.back(this) + bars]
        if (known !== undefined) return known
      }
      if (typeof bars !== 'number' || !Number.isInteger(bars) || bars < 0) {
        throw complain('bad_argument', 'bar.ago takes a whole number of bars back, 0 or more; there is no way forward')
      }
      return viewAt(Past.back(this) + bars)
    }
    prediction(key: unknown): number {
      const place = typeof key === 'string' ? places.predictions[key] : undefined
      if (place !== undefined) return Past.read(this, place)
      const known = Object.keys(places.predictions)
      const word = typeof key === 'string' ? key.slice(0, 60) : ''
      throw complain('unknown_model', `the strategy declares no model "${word}" in static needs.models`, { word, known })
    }
    mlSignal(key: unknown, threshold: unknown): number {
      if (typeof threshold !== 'number' || !(threshold >= 0 && threshold <= 1)) {
        throw complain('bad_argument', 'bar.mlSignal takes the key of a model and a threshold from 0 to 1')
      }
      const prediction = this.prediction(key)
      return prediction >= threshold ? 1 : prediction <= 1 - threshold ? -1 : 0
    }
  }

  function viewAt(back: number): object {
    const known = cache[back]
    if (known !== undefined) return known
    const view = Object.freeze(new Bar(back))
    if (back <= LARGEST_CACHED) cache[back] = view
    return view
  }

  defineFields(
    Bar.prototype,
    'bar',
    Object.fromEntries<() => unknown>([
      ...Object.entries(places.numbers).map(([name, place]) => [name, Past.number(place)] as const),
      ...Object.entries(CLOCK).map(([name, { unit, shift, cycle }]) => [name, Past.clock(unit, shift, cycle)] as const),
      ...groups.map(({ name }, place) => [name, Bar.group(place)] as const),
    ]),
    ['ago', 'prediction', 'mlSignal'],
  )
  Object.freeze(Bar.prototype)
  return { bar: viewAt(0), moveTo: (index) => (now = index), show: (other) => void (shown = inOrder(other, places)) }
}
