import type { Layout } from '../inside/unpack.ts'
import type { PlaySettings } from '../inside/windowPlayer.ts'
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

/** What an isolate evaluates to read a class's declaration; $1 names the globals that stay. */
export function declareText(): string {
  return trusted('return declare($0, $1);')
}

/** $1 of `playText`: columns are named by their places in a run's list, and those of a run by their places among the arguments behind $1. */
export interface PlayRequest {
  readonly globals: readonly string[]
  readonly layout: Layout
  readonly runs: readonly { readonly settings: PlaySettings; readonly places: readonly number[] }[]
}

/** What an isolate evaluates to run a strategy, once or several times; $1 is a PlayRequest. The value is one Played per run. */
export function playText(kernel: string): string {
  return trusted(`const simulate = (() => { ${kernel}\nreturn simulate; })();
const memory = Array.prototype.slice.call(arguments, 2);
const runs = $1.runs.map(({ settings, places }) => ({ settings, ...unpack($1.layout, places.map((place) => memory[place])) }));
return play($0, simulate, $1.globals, runs);`)
}

/** What an isolate evaluates to run a strategy on several symbols in one account; $1 is a LegsRequest, the rest the clock and the columns. */
export function playLegsText(kernel: string): string {
  return trusted(`const simulateBooks = (() => { ${kernel}\nreturn simulateBooks; })();
const memory = Array.prototype.slice.call(arguments, 2);
const legs = $1.layouts.map(({ layout, from, to }) => unpack(layout, memory.slice(from, to)));
return playLegs($0, simulateBooks, $1.settings, legs, new Float64Array(memory[0]));`)
}
