import { scriptText } from './plainText.ts'
import type { Program } from './protocol.ts'
import { declareRehearsal, playRehearsal } from './rehearsal.ts'

const inside = (...names: readonly string[]): string[] => names.map((name) => `inside/${name}.ts`)

const WITH_STRATEGIES = [
  '../math/random.ts',
  ...inside('stop', 'strictFields', 'harden', 'realm', 'clock', 'views', 'positionView', 'unpack', 'entryOrder', 'declare', 'leadOf'),
  ...inside('simulateWindow', 'windowPlayer', 'playWindows', 'play', 'playLegs'),
]
const WITH_EXPRESSIONS = inside(
  ...['stop', 'clock', 'unpack', 'leadOf', 'simulateWindow', 'playWindows', 'steps', 'loops', 'expressionColumn', 'playExpressions'],
)

/** Globals that the engine and the prelude go on using after the realm has lost them. */
const TAKEN =
  'Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError, AggregateError, Proxy, Reflect, Symbol, BigInt, RegExp, Promise, WeakMap, Float64Array, Float32Array, Int32Array, Uint32Array, Int16Array, Uint16Array, Int8Array, Uint8Array'

const texts = new Map<readonly string[], string>()

/** Defines `enter`; what stands in `before` is evaluated before it is called. */
function trusted(files: readonly string[], before: string, body: string): string {
  const prelude = texts.get(files) ?? files.map(scriptText).join('\n')
  texts.set(files, prelude)
  return `globalThis.enter = (() => { "use strict";\nconst { ${TAKEN} } = globalThis;\n${prelude}\n${before}
return function ($0, $1) { ${body} };\n})();`
}

/** Of each kernel one and the same text, which is long. */
function once(make: (kernel: string) => Program): (kernel: string) => Program {
  const known = new Map<string, Program>()
  return (kernel) => {
    const program = known.get(kernel) ?? make(kernel)
    known.set(kernel, program)
    return program
  }
}

/** Reads a class's declaration; $1 names the globals that stay. */
export const declareProgram = once(() => ({ text: trusted(WITH_STRATEGIES, '', 'return declare($0, $1);'), rehearsal: declareRehearsal() }))

const withKernel = (kernel: string): string => `const simulate = (() => { ${kernel}\nreturn simulate; })();`
/** Of $1, a PlayRequest, and the memory behind it. */
const RUNS = `const memory = Array.prototype.slice.call(arguments, 2);
const runs = $1.runs.map(({ settings, places }) => ({ settings, ...unpack($1.layout, places.map((place) => memory[place])) }));`

/** Runs a strategy, once or several times; $1 is a PlayRequest. The value is one Played per run. */
export const playProgram = once((kernel) => {
  const body = `${RUNS}\nreturn play($0, simulate, $1.globals, runs);`
  return { text: trusted(WITH_STRATEGIES, withKernel(kernel), body), rehearsal: playRehearsal() }
})

/** The same for a strategy that is steps on columns. */
export const expressionsProgram = once((kernel) => {
  const body = `${RUNS}\nreturn playExpressions($1.expressions, simulate, runs);`
  return { text: trusted(WITH_EXPRESSIONS, withKernel(kernel), body), rehearsal: undefined, isTrusting: true }
})

/** Runs a strategy on several symbols in one account; $1 is a LegsRequest, the rest the clock and the columns. */
export const playLegsProgram = once((kernel) => {
  const before = `const simulateBooks = (() => { ${kernel}\nreturn simulateBooks; })();`
  const body = `const memory = Array.prototype.slice.call(arguments, 2);
const legs = $1.layouts.map(({ layout, from, to }) => unpack(layout, memory.slice(from, to)));
return playLegs($0, simulateBooks, $1.settings, legs, new Float64Array(memory[0]));`
  return { text: trusted(WITH_STRATEGIES, before, body), rehearsal: undefined }
})
