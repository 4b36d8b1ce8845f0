// Puts the native libraries of XGBoost and LightGBM where Quantopia finds them: `npm run install-native [-- --to DIR]`.
// They come out of the official Python wheels, fetched by pip as it is configured on this machine and held to the hashes below.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { register } from 'tsx/esm/api'

register()
const { USER_CACHE } = await import('../models/native/locations.ts')
const { loadLibrary } = await import('../models/native/loadLibrary.ts')
const { fileNames, LIGHTGBM, XGBOOST } = await import('../models/native/nativeLibrary.ts')

/** Without a graphics card's code `xgboost-cpu` is 4 MB instead of 220; macOS has only one kind. Run so far on linux-x64. */
const PINS = {
  'linux-x64': [
    [XGBOOST, 'xgboost-cpu', '2.1.4', 'ac3281127b2f77f6c62e8699216b0974a1c4a442ee6162eb94256c01df7cd1f5'],
    [LIGHTGBM, 'lightgbm', '4.6.0', 'cb19b5afea55b5b61cbb2131095f50538bd608a00655f23ad5d25ae3e3bf1c8d'],
  ],
  'linux-arm64': [
    [XGBOOST, 'xgboost-cpu', '2.1.4', 'f2eb1997a490789a9866abad46179e0a4e1ea01c1673cb5b586b630dc6b18232'],
    [LIGHTGBM, 'lightgbm', '4.6.0', '4d68712bbd2b57a0b14390cbf9376c1d5ed773fa2e71e099cac588703b590336'],
  ],
  'darwin-arm64': [
    [XGBOOST, 'xgboost', '2.1.4', '523db01d4e74b05c61a985028bde88a4dd380eadc97209310621996d7d5d14a7'],
    [LIGHTGBM, 'lightgbm', '4.6.0', '2dafd98d4e02b844ceb0b61450a660681076b1ea6c7adb8c566dfd66832aafad'],
  ],
  'win32-x64': [
    [XGBOOST, 'xgboost-cpu', '2.1.4', '5bd5017085fcf1756306eadd6548973a8ef05f18ad2eec529f5b54c00843cecf'],
    [LIGHTGBM, 'lightgbm', '4.6.0', '37089ee95664b6550a7189d887dbf098e3eadab03537e411f52c63c121e3ba4b'],
  ],
}

/** An end with one sentence; 5 is the exit code of a resource that can't be had. */
class Failure extends Error {}

function python(...args) {
  for (const command of ['python3', 'python']) {
    try {
      return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
    } catch (error) {
      if (error.code === 'ENOENT') continue
      const last = String(error.stderr).trim().split('\n').at(-1)
      throw new Failure(`\`${command} ${args.slice(0, 3).join(' ')} …\` failed: ${last}`)
    }
  }
  throw new Failure(
    'Python is needed to fetch the libraries and was not found: install python3 with pip, or the packages xgboost and lightgbm.',
  )
}

/** Fetches one wheel into an empty directory and returns its path; any other bytes than the pinned ones are refused. */
function fetchWheel(directory, distribution, version, hash) {
  python(
    '-m',
    'pip',
    'download',
    '--quiet',
    '--disable-pip-version-check',
    '--no-deps',
    '--only-binary',
    ':all:',
    '-d',
    directory,
    `${distribution}==${version}`,
  )
  const [name] = readdirSync(directory)
  const wheel = join(directory, name)
  const found = createHash('sha256').update(readFileSync(wheel)).digest('hex')
  if (found === hash) return wheel
  throw new Failure(
    `${name} has the SHA-256 ${found} instead of ${hash}: it is not what was published when it was pinned, and is not installed.`,
  )
}

/** The wheel's own layout is kept, because the library finds the OpenMP beside it by a relative path. */
function install([library, distribution, version, hash], cache) {
  const target = join(cache, `${library.package}-${version}`)
  const at = () =>
    fileNames(library)
      .map((name) => join(target, library.package, 'lib', name))
      .find((file) => existsSync(file))
  if (at() === undefined) {
    const staging = mkdtempSync(join(cache, '.incoming-'))
    try {
      mkdirSync(join(staging, 'wheel'))
      const wheel = fetchWheel(join(staging, 'wheel'), distribution, version, hash)
      python('-m', 'zipfile', '-e', wheel, join(staging, 'all'))
      mkdirSync(join(staging, 'kept', library.package), { recursive: true })
      renameSync(join(staging, 'all', library.package, 'lib'), join(staging, 'kept', library.package, 'lib'))
      const companions = readdirSync(join(staging, 'all')).filter((name) => name.endsWith('.libs') || name.endsWith('.dist-info'))
      for (const name of companions) renameSync(join(staging, 'all', name), join(staging, 'kept', name))
      rmSync(target, { recursive: true, force: true })
      renameSync(join(staging, 'kept'), target)
    } finally {
      rmSync(staging, { recursive: true, force: true })
    }
  }
  const loaded = loadLibrary(library, { [library.package]: at() })
  if (!loaded.ok) throw new Failure(loaded.reason)
  return `${library.name} ${version}: ${at()}`
}

try {
  const { values } = parseArgs({ options: { to: { type: 'string', default: USER_CACHE } } })
  const platform = `${process.platform}-${process.arch}`
  const pins = PINS[platform]
  if (pins === undefined)
    throw new Failure(`No library is pinned for ${platform}: install the Python packages xgboost and lightgbm, which are found as well.`)
  const cache = resolve(values.to)
  mkdirSync(cache, { recursive: true })
  for (const pin of pins) console.log(install(pin, cache))
} catch (error) {
  if (!(error instanceof Failure) && !String(error.code).startsWith('ERR_PARSE_ARGS')) throw error
  console.error(error.message)
  process.exitCode = error instanceof Failure ? 5 : 2
}
