import '../../../models/native/openMp.mjs'
import { register } from 'tsx/esm/api'

register()
await import('./workerProgram.ts')
