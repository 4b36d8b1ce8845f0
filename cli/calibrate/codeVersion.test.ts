import { expect, it } from 'vitest'
import { codeVersion } from './codeVersion.ts'

it('is the same for the same code and share, and another one for another share', () => {
  const version = codeVersion({ holdoutShare: 0.2 })
  expect(version).toMatch(/^[0-9a-f]{12}$/)
  expect(codeVersion({ holdoutShare: 0.2 })).toBe(version)
  expect(codeVersion({ holdoutShare: 0.1 })).not.toBe(version)
})
