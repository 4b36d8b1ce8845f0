import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { temporaryHome } from '../../fixtures/home.ts'
import { sampleOutcome } from '../../fixtures/sampleOutcome.ts'
import { openOutcomes, outcomesFile } from './outcomeLog.ts'

const [one, other] = [sampleOutcome({ seed: 1 }), sampleOutcome({ seed: 2 })]

function log(directory: string, ...outcomes: ReturnType<typeof sampleOutcome>[]): string[] {
  const opened = openOutcomes(directory)
  outcomes.forEach((outcome) => opened.append(outcome))
  const keys = [...opened.outcomes.keys()]
  opened.close()
  return keys
}

describe('the log of outcomes', () => {
  it('gives back what was put in, once', () => {
    const directory = temporaryHome()
    expect(log(directory, one, other, one)).toEqual([one.key, other.key])
    const reopened = openOutcomes(directory)
    expect([...reopened.outcomes.values()]).toEqual([one, other])
    reopened.close()
    expect(readFileSync(outcomesFile(directory), 'utf8').split('\n')).toHaveLength(3)
  })

  it('forgets a line that a kill cut off, wherever it was cut', () => {
    const line = JSON.stringify(other)
    for (const bytes of [1, 100, line.length]) {
      const directory = temporaryHome()
      log(directory, one)
      appendFileSync(outcomesFile(directory), line.slice(0, bytes))
      expect(log(directory, other)).toEqual([one.key, other.key])
      expect(log(directory)).toEqual([one.key, other.key])
    }
  })

  it('says which whole line is no outcome', () => {
    const directory = temporaryHome()
    log(directory, one)
    appendFileSync(outcomesFile(directory), '{"key": 3}\n')
    expect(() => openOutcomes(directory)).toThrow(/Line 2 of .*outcomes\.jsonl/)
    // Nothing stays locked behind the error.
    writeFileSync(outcomesFile(directory), '')
    expect(log(directory)).toEqual([])
  })

  it('belongs to one process at a time', () => {
    const directory = temporaryHome()
    const first = openOutcomes(directory)
    expect(() => openOutcomes(directory)).toThrow(/Another process is calibrating/)
    first.close()
    expect(log(directory)).toEqual([])
  })
})
