import { z } from 'zod'
import type { Bars } from '../../domain/bars.ts'
import { askPython } from './python.ts'

const Answer = z.object({ version: z.string(), best: z.record(z.string(), z.number()) })

export type TalibTimes = z.infer<typeof Answer>

/** TA-Lib's own times over the same bars, ms by indicator; undefined where the Python has no TA-Lib. */
export const talibTimes = (python: string, bars: Bars): TalibTimes | undefined => askPython(python, 'indicators.py', bars, Answer)
