import { readFileSync } from 'node:fs'
import { transformSync } from 'oxc-transform'

/** One of the sandbox's own files as JavaScript, its types stripped. `path` is relative to the sandbox folder. */
export function plainText(path: string): string {
  const text = readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')
  return transformSync(path, text, { lang: 'ts', sourceType: 'module', target: 'es2022' }).code
}

/** The same without imports and exports: several such texts, one after the other, share one scope. */
export function scriptText(path: string): string {
  return plainText(path)
    .replace(/^import .*;$/gm, '')
    .replace(/^export \{.*\};$/gm, '')
    .replace(/^export (?=function|const|class)/gm, '')
}
