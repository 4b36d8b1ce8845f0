import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { messageOf, ResourceError } from '../../../domain/errors.ts'
import { page } from './page.ts'
import { plot } from './plot.ts'
import type { Report } from './summarise.ts'

const DOCS = fileURLToPath(new URL('../../../docs', import.meta.url))

function write(path: string, text: string): string {
  const unfinished = `${path}.${process.pid}.tmp`
  try {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(unfinished, text)
    renameSync(unfinished, path)
    return path
  } catch (cause) {
    throw new ResourceError(`${path} cannot be written (${messageOf(cause)}); make room or choose another --out.`, { path }, { cause })
  }
}

/** Report, page and plot into the directory of the calibration. @throws ResourceError when they cannot be written. */
export function writeReport(directory: string, report: Report): string[] {
  return [
    write(join(directory, 'report.json'), `${JSON.stringify(report, null, 2)}\n`),
    write(join(directory, 'calibration.md'), page(report, 'calibration.svg')),
    write(join(directory, 'calibration.svg'), plot(report)),
  ]
}

/** Page and plot into the documentation of this project. */
export function writeDocs(report: Report): string[] {
  return [
    write(join(DOCS, 'calibration.md'), page(report, 'images/calibration.svg')),
    write(join(DOCS, 'images', 'calibration.svg'), plot(report)),
  ]
}
