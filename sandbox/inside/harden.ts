/** Names of the functions that look behind objects, and of what depends on the machine's language; taken out of every intrinsic. */
const REMOVED = new Set<PropertyKey>([
  '__proto__',
  '__defineGetter__',
  '__defineSetter__',
  '__lookupGetter__',
  '__lookupSetter__',
  'getPrototypeOf',
  'setPrototypeOf',
  'defineProperty',
  'defineProperties',
  'getOwnPropertyDescriptor',
  'getOwnPropertyDescriptors',
  'getOwnPropertyNames',
  'getOwnPropertySymbols',
  'caller',
  'arguments',
  'fromAsync',
  'captureStackTrace',
  'localeCompare',
  'toLocaleString',
  'toLocaleDateString',
  'toLocaleTimeString',
  'toLocaleLowerCase',
  'toLocaleUpperCase',
])

/** Every object reachable from the roots through properties, accessors and prototypes. */
function reachable(roots: readonly unknown[]): Set<object> {
  const found = new Set<object>()
  const waiting = [...roots]
  while (waiting.length > 0) {
    const value = waiting.pop()
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null || found.has(value)) continue
    found.add(value)
    waiting.push(Reflect.getPrototypeOf(value))
    for (const key of Reflect.ownKeys(value)) {
      // Of every function a number and a text; half of all properties.
      if (typeof value === 'function' && (key === 'length' || key === 'name')) continue
      const property = Reflect.getOwnPropertyDescriptor(value, key)
      waiting.push(property?.value, property?.get, property?.set)
    }
  }
  return found
}

/** What code can reach without naming a global: by literals, by syntax, and by what the engine throws. */
function unnamedRoots(): unknown[] {
  const functions = [
    () => 0,
    function* () {
      yield 0
    },
    async () => {
      await Promise.resolve()
    },
    async function* () {
      yield await Promise.resolve(0)
    },
  ]
  const iterators = [[], new Map(), new Set(), ''].map((iterable) => iterable[Symbol.iterator]())
  const errors = [Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError, AggregateError]
  return [...functions, ...iterators, ...errors, 'a'.matchAll(/a/g), Promise, Symbol, BigInt, RegExp]
}

/** What arrays and typed arrays inherit from. */
function aboveIndexed(): Set<object> {
  const found = new Set<object>()
  const kinds = [Int8Array, Uint8Array, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array]
  for (const indexed of [[], ...kinds.map((Kind) => new Kind(0))]) {
    for (let above = Reflect.getPrototypeOf(indexed); above !== null; above = Reflect.getPrototypeOf(above)) found.add(above)
  }
  return found
}

/**
 * Object.freeze by another way. To V8 an object that was frozen as a whole may have read-only elements, and then each store into an array or a typed array
 * that inherits from it is looked up anew (measured: half of a long run); one closed property by property has none.
 */
function freezeByName(object: object): void {
  for (const key of Reflect.ownKeys(object)) {
    const property = Reflect.getOwnPropertyDescriptor(object, key) as PropertyDescriptor
    if ('value' in property) property.writable = false
    property.configurable = false
    Reflect.defineProperty(object, key, property)
  }
  Object.preventExtensions(object)
  // Where properties were taken out V8 keeps the rest in a table, until the object is next made somebody's prototype.
  Object.create(object)
}

/**
 * Leaves a realm in which nothing is shared, timed, random or changeable: only the globals in `kept` remain, `Math.random` is `random`, code can't
 * be made out of text, and every intrinsic is frozen, so that a strategy can neither change what the engine calls nor leave anything behind.
 * Must run after the engine has taken the names it needs and before any code of the strategy.
 */
export function harden(kept: readonly string[], random: () => number): void {
  Math.random = random
  const realm = globalThis
  const intrinsics = reachable([...kept.map((name) => Reflect.get(realm, name) as unknown), ...unnamedRoots()])
  for (const intrinsic of intrinsics) {
    for (const key of Reflect.ownKeys(intrinsic)) if (REMOVED.has(key)) Reflect.deleteProperty(intrinsic, key)
    const maker = Reflect.getOwnPropertyDescriptor(intrinsic, 'constructor')?.value as unknown
    // %Function% and its three kin compile text, and every function inherits one of them.
    if (typeof maker === 'function' && maker.name.endsWith('Function')) Reflect.deleteProperty(intrinsic, 'constructor')
  }
  for (const key of Reflect.ownKeys(realm)) {
    if (typeof key === 'string' && kept.includes(key)) {
      Reflect.defineProperty(realm, key, { writable: false, configurable: false })
    } else Reflect.deleteProperty(realm, key)
  }
  const above = aboveIndexed()
  for (const intrinsic of intrinsics) if (!above.has(intrinsic)) Object.freeze(intrinsic)
  for (const prototype of above) freezeByName(prototype)
}
