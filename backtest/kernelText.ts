import { readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { transformSync } from 'oxc-transform'

const detailed = (name: string): string => `detailed/${name}.ts`

/** Every file of the kernel, each after those it imports. They import each other and types, nothing else. */
const FILES = [
  'codes.ts',
  'tradeColumns.ts',
  'orderTicket.ts',
  'positionView.ts',
  ...['terms', 'volatility', 'book', 'price', 'sizing', 'entry', 'exit', 'carry', 'entryOrder', 'path', 'reconcile', 'finer', 'bar'].map(
    detailed,
  ),
  ...['simulateBooks', 'simulateDetailed'].map(detailed),
  'pass.ts',
  'kernel.ts',
]

let text: string | undefined
let books: string | undefined

/** One file as a function expression that returns what the file exports. */
function asScope(path: string, place: number): string {
  const source = readFileSync(new URL(path, import.meta.url), 'utf8')
  const { code, errors } = transformSync(path, source, { lang: 'ts', sourceType: 'module', target: 'es2022' })
  const exported = [...code.matchAll(/^export (?:function|const) (\w+)/gm)].map(([, name]) => name)
  const body = code
    .replaceAll(/^import \{([^}]*)\} from "(.*)";$/gm, (line, names: string, from: string) => {
      const imported = FILES.slice(0, place).indexOf(posix.join(posix.dirname(path), from))
      return imported < 0 ? line : `const {${names.replaceAll(' as ', ': ')}} = scope${imported};`
    })
    .replaceAll(/^export (?=function |const )/gm, '')
  if (errors.length > 0 || /^(import|export)\b/m.test(body)) {
    throw new Error(`backtest/${path} is part of the kernel: it may import types and the files listed before it in backtest/kernelText.ts.`)
  }
  return `const scope${place} = (function () {\n${body}\nreturn { ${exported.join(', ')} };\n})();`
}

function textOf(exported: string, file: string): string {
  // A scope of its own: nothing but the one function is added to the realm it is evaluated in.
  const scope = `scope${FILES.indexOf(file)}`
  return `var ${exported} = (function () { "use strict";\n${FILES.map(asScope).join('\n')}\nreturn ${scope}.${exported};\n})();`
}

/** The kernel as classic-script JavaScript that defines `simulate`: the isolate trades by the very code the host recomputes with. */
export function kernelText(): string {
  text ??= textOf('simulate', 'kernel.ts')
  return text
}

/** The same for one account over several symbols: it defines `simulateBooks`. */
export function booksText(): string {
  books ??= textOf('simulateBooks', 'detailed/simulateBooks.ts')
  return books
}
