// What the trainer's process starts with: it has no loader for TypeScript yet.
import { register } from 'tsx/esm/api'

// Threads that wait for each other sleep: spinning, they take the cores from whoever has work (5 times slower on a busy machine).
// OpenMP reads it when the libraries are loaded.
process.env.OMP_WAIT_POLICY ??= 'PASSIVE'

register()
await import('./trainerProcess.ts')
