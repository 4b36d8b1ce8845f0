#!/usr/bin/env node
import { register } from 'tsx/esm/api'
import '../models/native/openMp.mjs'

register()
const { main } = await import('../cli/main.ts')
await main(process.argv.slice(2))
