import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { transformSync } from 'oxc-transform'

const KERNEL = fileURLToPath(new URL('./kernel.ts', import.meta.url))

let text: string | undefined

function transpileKernel(): string {
  const { code, errors } = transformSync(KERNEL, readFileSync(KERNEL, 'utf8'), { lang: 'ts', sourceType: 'module', target: 'es2022' })
  const body = code.replaceAll(/^export (?=function )/gm, '').replaceAll(/^export \{\s*\};?$/gm, '')
  if (errors.length > 0 || /^(import|export)\b/m.test(body)) throw new Error('backtest/kernel.ts must stand alone: type imports only.')
  // A scope of its own: nothing but `simulate` is added to the realm it is evaluated in.
  return `var simulate = (function () { "use strict";\n${body}\nreturn simulate;\n})();`
}

/** backtest/kernel.ts as classic-script JavaScript that defines `simulate`: the isolate trades by the very code the host recomputes with. */
export function kernelText(): string {
  text ??= transpileKernel()
  return text
}
