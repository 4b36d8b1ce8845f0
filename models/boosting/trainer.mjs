// What the trainer's process starts with: it has no loader for TypeScript yet.
import { register } from 'tsx/esm/api'
import '../native/openMp.mjs'

register()
await import('./trainerProcess.ts')
