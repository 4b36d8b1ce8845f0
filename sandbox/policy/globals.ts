import { didYouMean } from '../../domain/suggest.ts'
import { refuse, type Refusal } from './refusal.ts'

/** Everything a strategy finds besides its own names; the isolate holds nothing else. */
export const ALLOWED_GLOBALS = [
  'Math',
  'Number',
  'String',
  'Boolean',
  'Array',
  'Object',
  'JSON',
  'Map',
  'Set',
  'NaN',
  'Infinity',
  'undefined',
  'isFinite',
  'isNaN',
  'parseFloat',
  'parseInt',
] as const

const BY_CODE: Readonly<Record<string, readonly [names: readonly string[], advice: string]>> = {
  eval_forbidden: [['eval', 'Function'], 'Code is not made out of text; write the function itself.'],
  import_forbidden: [['require', 'module', 'exports'], 'A strategy imports nothing.'],
  clock_forbidden: [['Date', 'performance', 'Temporal', 'Intl'], 'There is no clock; use bar.hour and bar.dayOfWeek.'],
  async_forbidden: [
    ['Promise', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'Atomics', 'SharedArrayBuffer'],
    'A strategy decides at once; nothing runs later.',
  ],
  arguments_forbidden: [['arguments'], 'Name the parameters.'],
  reflection_forbidden: [['Proxy', 'Reflect', 'Symbol', 'WeakRef', 'FinalizationRegistry'], 'Use plain objects, arrays, Map and Set.'],
  global_forbidden: [
    'globalThis window self global process console fetch Buffer WebAssembly BigInt RegExp Error TypeError RangeError ArrayBuffer DataView WeakMap WeakSet Float64Array Float32Array Int32Array Uint32Array Int16Array Uint16Array Int8Array Uint8Array Uint8ClampedArray structuredClone escape unescape encodeURIComponent decodeURIComponent Iterator'.split(
      ' ',
    ),
    'What is there: ' + ALLOWED_GLOBALS.join(', ') + '.',
  ],
}

const KNOWN = new Map(Object.entries(BY_CODE).flatMap(([code, [names, advice]]) => names.map((name) => [name, { code, advice }] as const)))

/** The refusal of a name that is neither the strategy's own nor on the list. */
export function refuseGlobal(name: string, at: number, inScope: readonly string[]): Refusal {
  const known = KNOWN.get(name)
  if (known !== undefined) return refuse(at, known.code, `"${name}" is not available to a strategy. ${known.advice}`)
  const suggestion = name.length > 2 ? didYouMean(name, [...inScope, ...ALLOWED_GLOBALS, 'Strategy']) : ''
  return refuse(at, 'unknown_identifier', `"${name}" is declared nowhere${suggestion}; declare it, or read it from \`bar\` or \`this\`.`)
}
