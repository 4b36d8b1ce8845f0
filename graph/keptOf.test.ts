import { describe, expect, it } from 'vitest'
import { keptOf } from './keptOf.ts'

/** A load whose answers come when the test says so. */
function slowLoad() {
  const asked: { readonly key: string; readonly succeed: () => void; readonly fail: () => void }[] = []
  const load = async (key: string): Promise<string> =>
    await new Promise((resolve, reject) => {
      asked.push({ key, succeed: () => resolve(key), fail: () => reject(new Error(`no ${key}`)) })
    })
  return { asked, load }
}

describe('keptOf', () => {
  it('loads once what is asked for twice, at the same time or later', async () => {
    const { asked, load } = slowLoad()
    const kept = keptOf(2, load, (key) => key)
    const both = [kept('a'), kept('a')]
    asked[0]?.succeed()
    expect(await Promise.all([...both, kept('a')])).toEqual(['a', 'a', 'a'])
    expect(asked).toHaveLength(1)
  })

  it('lets the oldest go first', () => {
    const { asked, load } = slowLoad()
    const kept = keptOf(2, load, (key) => key)
    for (const key of ['a', 'b', 'c', 'b', 'a']) void kept(key)
    expect(asked.map(({ key }) => key)).toEqual(['a', 'b', 'c', 'a'])
  })

  it('asks again for what failed', async () => {
    const { asked, load } = slowLoad()
    const kept = keptOf(2, load, (key) => key)
    const first = kept('a')
    asked[0]?.fail()
    await expect(first).rejects.toThrow('no a')
    void kept('a')
    expect(asked).toHaveLength(2)
  })

  it('keeps a newer load where an older one of the same key fails after it was let go', async () => {
    const { asked, load } = slowLoad()
    const kept = keptOf(1, load, (key) => key)
    const first = kept('a')
    void kept('b')
    void kept('a')
    asked[0]?.fail()
    await expect(first).rejects.toThrow('no a')
    void kept('a')
    expect(asked).toHaveLength(3)
  })
})
