import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { strategyText } from './corpus/case.ts'
import { column, testBars, testRun } from './corpus/market.ts'
import { openSandbox } from './pool.ts'
import { startChild } from './process/startChild.ts'

const hasProc = existsSync('/proc/self/task')
const PAGE = 4_096

function childrenOf(pid: number): number[] {
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim()
  return text === '' ? [] : text.split(' ').map(Number)
}

function commandOf(pid: number): string {
  return existsSync(`/proc/${pid}/cmdline`) ? readFileSync(`/proc/${pid}/cmdline`, 'utf8') : ''
}

function residentMb(pid: number): number {
  return (Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * PAGE) / 2 ** 20
}

async function until(condition: () => boolean, patienceMs: number): Promise<boolean> {
  for (const end = Date.now() + patienceMs; Date.now() < end;) {
    if (condition()) return true
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return condition()
}

describe.skipIf(!hasProc)('processes (needs /proc)', () => {
  it('a child has no environment and may read nothing', async () => {
    const child = await startChild()
    const environment = readFileSync(`/proc/${child.process.pid ?? 0}/environ`, 'utf8')
    expect(environment.split('\0').filter((entry) => entry !== '' && !entry.startsWith('NODE_CHANNEL_'))).toEqual([])
    expect(child.process.spawnargs.join(' ')).toMatch(/--(?:experimental-)?permission --allow-addons /)
    expect(child.process.spawnargs.join(' ')).not.toMatch(/--allow-(?:fs|child|worker|wasi)/)
    child.process.kill('SIGKILL')
  })

  it('children end when their parent is killed, even inside an endless loop', async () => {
    const script = `
      import { openSandbox } from ${JSON.stringify(new URL('./pool.ts', import.meta.url).href)}
      import { strategyText } from ${JSON.stringify(new URL('./corpus/case.ts', import.meta.url).href)}
      import { testRun } from ${JSON.stringify(new URL('./corpus/market.ts', import.meta.url).href)}
      const sandbox = openSandbox({ processes: 2, timeoutMs: 60_000 })
      const endless = testRun(strategyText({ enter: 'for (;;) {}' }))
      await sandbox.run(testRun(strategyText({})))
      console.log('running')
      await Promise.all([sandbox.run(endless), sandbox.run(endless)])`
    const host = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await new Promise((resolve) => host.stdout.once('data', resolve))
    const pid = host.pid ?? 0
    const isSandbox = (child: number): boolean => commandOf(child).includes('isolated_vm.node')
    expect(await until(() => childrenOf(pid).filter(isSandbox).length === 2, 5_000)).toBe(true)
    const children = childrenOf(pid).filter(isSandbox)
    host.kill('SIGKILL')
    expect(await until(() => !children.some(isSandbox), 5_000)).toBe(true)
  })

  it('a run whose process somebody else kills is run again', async () => {
    const sandbox = openSandbox({ processes: 1, timeoutMs: 20_000 })
    const before = new Set(childrenOf(process.pid))
    const text = strategyText({
      enter: "let x = 0; for (let i = 0; i < 3e6; i++) x += i % 7; return x > 0 ? 'long' : 'none'",
      exit: 'return true',
    })
    const own = (): number[] => childrenOf(process.pid).filter((pid) => !before.has(pid) && commandOf(pid).includes('isolated_vm.node'))
    await sandbox.run(testRun(strategyText({})))
    const first = own()
    expect(first).toHaveLength(1)
    const run = sandbox.run(testRun(text))
    await new Promise((resolve) => setTimeout(resolve, 50))
    for (const pid of first) process.kill(pid, 'SIGKILL')
    const outcome = await run
    expect(own()).not.toEqual(first)
    expect(outcome.ok && outcome.actions[5]).toBe(1)
    await sandbox.close()
  })

  it('an idle sandbox that nobody closed does not keep its process alive', async () => {
    const script = `
      import { openSandbox } from ${JSON.stringify(new URL('./pool.ts', import.meta.url).href)}
      import { strategyText } from ${JSON.stringify(new URL('./corpus/case.ts', import.meta.url).href)}
      import { testRun } from ${JSON.stringify(new URL('./corpus/market.ts', import.meta.url).href)}
      const outcome = await openSandbox().run(testRun(strategyText({})))
      process.exitCode = outcome.ok ? 0 : 1`
    const host = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], { stdio: 'inherit' })
    expect(await new Promise((resolve) => host.once('exit', resolve))).toBe(0)
  })
})

describe.skipIf(!hasProc)('memory (needs /proc)', () => {
  const sandbox = openSandbox({ processes: 1 })
  afterAll(() => sandbox.close())

  it('stays flat over many runs, each on columns of its own', async () => {
    const before = new Set(childrenOf(process.pid))
    const length = 40_000
    const bars = testBars(length)
    const turn = async (k: number): Promise<void> => {
      const predictions = Object.fromEntries(['a', 'b', 'c', 'd'].map((key, place) => [key, column(length, (i) => i + k + place / 10)]))
      const outcome = await sandbox.run(testRun(strategyText({}), bars, { indicators: {}, predictions, tradeFrom: length - 100 }))
      expect(outcome.ok).toBe(true)
    }
    for (let k = 0; k < 70; k++) await turn(k)
    const child = childrenOf(process.pid).find((pid) => !before.has(pid)) ?? 0
    const [early, earlyHost] = [residentMb(child), residentMb(process.pid)]
    for (let k = 70; k < 220; k++) await turn(k)
    // By now it has been sent 190 MB more than it may keep, and 150 isolates of 2 MB or more have come and gone.
    expect(residentMb(child) - early).toBeLessThan(30)
    expect(residentMb(process.pid) - earlyHost).toBeLessThan(60)
  }, 60_000)
})
