import { readFileSync } from 'node:fs'
import { transformSync } from 'oxc-transform'

const PROGRAM = new URL('./threadProgram.ts', import.meta.url).href

let text: string | undefined

/**
 * The program of a sweep's thread and all that it imports, as one script. A thread that has to load TypeScript by itself starts in half a
 * second, which is longer than most sweeps; one that gets a text starts in a twentieth of that.
 */
export function threadText(): string {
  text ??= `"use strict";\nconst modules = {};\n${modulesOf(PROGRAM, new Set()).join('\n')}`
  return text
}

/** What a module imports first, then the module; each once. */
function modulesOf(url: string, seen: Set<string>): string[] {
  if (seen.has(url)) return []
  seen.add(url)
  const { code, errors } = transformSync(url, readFileSync(new URL(url), 'utf8'), { lang: 'ts', sourceType: 'module', target: 'es2022' })
  const imported: string[] = []
  const linked = code.replaceAll(/^import \{([^}]*)\} from "([^"]+)";?$/gm, (_, names: string, from: string) => {
    const local = names.replaceAll(' as ', ': ')
    if (from.startsWith('node:')) return `const {${local}} = require(${JSON.stringify(from)});`
    const target = new URL(from, url).href
    imported.push(...modulesOf(target, seen))
    return `const {${local}} = modules[${JSON.stringify(target)}];`
  })
  const exported = [...linked.matchAll(/^export (?:async )?(?:function|const|class|abstract class) (\w+)/gm)].map(([, name]) => name)
  const body = linked.replaceAll(/^export (?=(async )?(function|const|class)\b)/gm, '').replaceAll(/^export \{\s*\};?$/gm, '')
  if (errors.length > 0 || /^(import|export)\b/m.test(body)) {
    throw new Error(`${url}: a sweep's thread takes plain named imports and exports only.`)
  }
  return [...imported, `modules[${JSON.stringify(url)}] = (() => {\n${body}\nreturn { ${exported.join(', ')} };\n})();`]
}
