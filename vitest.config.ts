import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    exclude: ['node_modules/**', '.quantopia/**'],
    // Isolates and the native stores need processes of their own; two cores, two of them.
    pool: 'forks',
    maxWorkers: 2,
    setupFiles: ['./fixtures/fastCheck.ts'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    reporters: ['default', './scripts/count-reporter.mjs'],
  },
})
