import { scriptText } from './plainText.ts'

const FILES = [
  '../math/random.ts',
  ...[
    'stop',
    'strictFields',
    'harden',
    'realm',
    'views',
    'positionView',
    'unpack',
    'entryOrder',
    'declare',
    'windowPlayer',
    'play',
    'playLegs',
  ].map((name) => `inside/${name}.ts`),
]

/** Globals that the engine and the prelude go on using after the realm has lost them. */
const TAKEN =
  'Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError, AggregateError, Proxy, Reflect, Symbol, BigInt, RegExp, Promise, WeakMap, Float64Array, Float32Array, Int32Array, Uint32Array, Int16Array, Uint16Array, Int8Array, Uint8Array'

let prelude: string | undefined

function trusted(end: string): string {
  prelude ??= FILES.map(scriptText).join('\n')
  return `"use strict";\nconst { ${TAKEN} } = globalThis;\n${prelude}\n${end}`
}

/** What an isolate evaluates to read a class's declaration; $1 is a Realm. */
export function declareText(): string {
  return trusted('return declare($0, $1);')
}

/** What an isolate evaluates to run a strategy; $1 is `{ settings, layout }`, the rest the columns. */
export function playText(kernel: string): string {
  return trusted(`const simulate = (() => { ${kernel}\nreturn simulate; })();
const { bars, market, columns } = unpack($1.layout, Array.prototype.slice.call(arguments, 2));
return play($0, simulate, $1.settings, bars, market, columns);`)
}

/** What an isolate evaluates to run a strategy on several symbols in one account; $1 is a LegsRequest, the rest the clock and the columns. */
export function playLegsText(kernel: string): string {
  return trusted(`const simulateBooks = (() => { ${kernel}\nreturn simulateBooks; })();
const memory = Array.prototype.slice.call(arguments, 2);
const legs = $1.layouts.map(({ layout, from, to }) => unpack(layout, memory.slice(from, to)));
return playLegs($0, simulateBooks, $1.settings, legs, new Float64Array(memory[0]));`)
}
