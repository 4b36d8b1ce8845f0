import { execFileSync } from 'node:child_process'
import { dirname } from 'node:path'

export interface PythonPackage {
  readonly directory: string
  readonly version: string | undefined
}

/** Finds packages without importing them (that takes a second) and prints one JSON object. */
const PROGRAM = `
import importlib.metadata as m, importlib.util as u, json, sys
found = {}
for argument in sys.argv[1:]:
    package, *distributions = argument.split(',')
    spec = u.find_spec(package)
    if spec is None or spec.origin is None: continue
    version = None
    for distribution in distributions:
        try: version = m.version(distribution)
        except m.PackageNotFoundError: pass
    found[package] = [spec.origin, version]
print(json.dumps(found))`

/** Where Python would import each package from; those it doesn't have are left out. Nothing where there is no Python. */
export function pythonPackages(
  wanted: readonly { readonly package: string; readonly distributions: readonly string[] }[],
  pythons: readonly string[] = ['python3', 'python'],
): Map<string, PythonPackage> {
  const args = wanted.map((each) => [each.package, ...each.distributions].join(','))
  for (const python of pythons) {
    try {
      const answer = execFileSync(python, ['-c', PROGRAM, ...args], {
        encoding: 'utf8',
        timeout: 10_000,
        stdio: ['ignore', 'pipe', 'ignore'],
      })
      const found = Object.entries(JSON.parse(answer) as Record<string, [string, string | null]>)
      return new Map(found.map(([name, [origin, version]]) => [name, { directory: dirname(origin), version: version ?? undefined }]))
    } catch {
      // No such Python, or one too old to answer: the next may.
    }
  }
  return new Map()
}
