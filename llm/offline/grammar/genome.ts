import { z } from 'zod'
import { STRATEGY_LOGICS } from '../../../domain/strategy.ts'

/** One motif on one indicator, with its numbers. */
export const Condition = z.object({
  indicator: z.string().min(1),
  params: z.record(z.string(), z.number()),
  motif: z.string(),
  /** Role → output. */
  outputs: z.record(z.string(), z.string()),
  numbers: z.record(z.string(), z.number()),
})
export type Condition = z.infer<typeof Condition>

const Fraction = z.number().positive().max(1)

export const Genome = z.object({
  logic: z.enum(STRATEGY_LOGICS),
  sides: z.enum(['both', 'long', 'short']),
  /** Null where a model's signal is the only trigger. */
  trigger: Condition.nullable(),
  filters: z.array(Condition).max(4),
  exits: z.object({
    stopLoss: Fraction.optional(),
    takeProfit: Fraction.optional(),
    trailingStop: Fraction.optional(),
    maxBarsHeld: z.number().int().positive().optional(),
  }),
  model: z.object({ id: z.string().min(1), threshold: z.number().min(0.5).max(1) }).nullable(),
  /** 1 for a new idea, one more for each refinement. */
  generation: z.number().int().positive(),
  /** How often this text was mended before it ran. */
  repairs: z.number().int().nonnegative().default(0),
})
export type Genome = z.infer<typeof Genome>
export type Exits = Genome['exits']
export type Sides = Genome['sides']

const MARK = '// genome: '

/** The comment line by which a later refinement reads what a strategy is made of. */
export function genomeLine(genome: Genome): string {
  return `${MARK}${JSON.stringify(genome)}`
}

/** The genome in a strategy's text; undefined where there is none, as in a text that something else wrote. */
export function readGenome(code: string): Genome | undefined {
  const line = code.split('\n').find((one) => one.startsWith(MARK))
  if (line === undefined) return undefined
  try {
    const genome = Genome.safeParse(JSON.parse(line.slice(MARK.length)))
    return genome.success ? genome.data : undefined
  } catch {
    return undefined
  }
}

export function conditionsOf(genome: Genome): Condition[] {
  return genome.trigger === null ? genome.filters : [genome.trigger, ...genome.filters]
}

export function indicatorsOf(genome: Genome): string[] {
  return [...new Set(conditionsOf(genome).map(({ indicator }) => indicator))]
}
