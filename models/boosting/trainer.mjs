// What a worker thread starts with: it has no loader for TypeScript yet.
import { register } from 'tsx/esm/api'

register()
await import('./trainerThread.ts')
