import { z } from 'zod'
import type { Bars } from '../../domain/bars.ts'
import { askPython } from './python.ts'

const Peer = z.object({ version: z.string(), ms: z.number(), trades: z.number() })
const Answer = z.object({ backtesting: Peer, vectorbt: Peer })

export type RuleTimes = z.infer<typeof Answer>

/** Workload (3) as two others run it on the same bars, indicators included, both warm; undefined where the Python has not both. */
export const ruleTimes = (python: string, bars: Bars): RuleTimes | undefined => askPython(python, 'rule.py', bars, Answer)
