// Makes `npx quantopia` run this checkout: npm links the binaries of dependencies, never a project's own.
import { chmodSync, mkdirSync, rmSync, symlinkSync } from 'node:fs'

const directory = new URL('../node_modules/.bin/', import.meta.url)
const link = new URL('quantopia', directory)
mkdirSync(directory, { recursive: true })
rmSync(link, { force: true })
symlinkSync('../../bin/quantopia.mjs', link)
chmodSync(new URL('../bin/quantopia.mjs', import.meta.url), 0o755)
