import type { ModelPlan } from '../../../domain/modelPlan.ts'
import { pick, seededRandom, type Random } from '../../../math/random.ts'
import { readBrief } from '../brief.ts'
import type { Conversation } from '../conversation.ts'
import { clamp, jitter, rounded } from '../draw.ts'
import type { Reply } from '../reply.ts'
import { readRequest, type Range, type Request } from './request.ts'

/** What suits a target where the request names no features. */
const SUITED: Readonly<Record<Request['target'], readonly string[]>> = {
  direction: ['compact', 'momentum_focused', 'mean_reversion_focused', 'volume_focused'],
  return: ['compact', 'momentum_focused', 'price_focused'],
  volatility: ['volatility_focused', 'compact'],
  regime: ['regime_focused', 'volatility_focused'],
}

/** Hours ahead; fewer than half a day hardly pay for two trades. */
const HORIZONS = [6, 12, 24, 48]
/** Bars ahead on days and longer. */
const HORIZONS_OF_DAYS = [1, 3, 5]

/** Features at most, by how much each costs the family. */
const LIMITS: Readonly<Record<string, number>> = { GRU: 12, MLP: 32, Linear: 40 }
const LIMIT = 64

/** Where the defaults are too slow for a search over many models. */
const CHEAPER: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  GRU: { units: 8, lookback: 8, epochs: 2 },
  MLP: { epochs: 6 },
  RandomForest: { trees: 60, max_depth: 6 },
}

/** What is varied, and how far. */
const VARIED: Readonly<Record<string, number>> = {
  learning_rate: 0.3,
  max_depth: 0.3,
  num_leaves: 0.3,
  l2: 0.6,
  reg_lambda: 0.6,
  subsample: 0.1,
}

function hyperparameters(random: Random, { family }: Request): Record<string, number> {
  const drawn = Object.entries(family.hyperparameters).flatMap(([name, range]): [string, number][] => {
    const spread = VARIED[name]
    return spread === undefined ? [] : [[name, within(range, jitter(random, range.default, spread))]]
  })
  return { ...Object.fromEntries(drawn), ...CHEAPER[family.name] }
}

function within({ min, max, integer }: Range, value: number): number {
  return clamp(integer ? Math.round(value) : rounded(value), min, max)
}

/** Words of the request that are presets or groups. */
function named({ features, presets, groups }: Request): string[] {
  const words = (features ?? '').toLowerCase().split(/[^a-z_]+/)
  return [...presets, ...groups].filter((word) => words.includes(word))
}

function isDaily(timeframe: string): boolean {
  return /[dw]$/.test(timeframe)
}

function horizonOf(random: Random, request: Request): number {
  const { timeframe, previous } = request
  // A version is compared with the one before only where both foretell the same.
  const before = previous[0]?.horizon_bars
  const drawn = pick(random, isDaily(timeframe) ? HORIZONS_OF_DAYS : HORIZONS)
  return before ?? clamp(drawn, 1, longest(request))
}

/** Of few bars, labels that overlap much leave little to learn from. */
function longest({ bars }: Request): number {
  return Math.max(1, Math.floor(bars / 100))
}

function draw(random: Random, request: Request): ModelPlan {
  const asked = named(request)
  const groups = asked.length > 0 ? asked : [pick(random, SUITED[request.target])]
  const horizon = horizonOf(random, request)
  const { family, target, previous } = request
  const why = asked.length > 0 ? 'as the request asks' : `which suit the target ${target}`
  const earlier =
    previous[0] === undefined ? '' : ` ${previous[0].model_id} is there already, so that its horizon is kept and the rest drawn anew.`
  return {
    features: { groups, include: [], exclude: [], limit: LIMITS[family.name] ?? LIMIT },
    horizon_bars: horizon,
    barrier: null,
    hyperparameters: hyperparameters(random, request),
    rationale: `${family.name} on ${groups.join(', ')} features, ${why}, ${horizon} bars ahead; hyperparameters near their defaults.${earlier}`,
  }
}

/** What every family can be trained with, where a plan was sent back: at first on the features that were asked for, if any, then on a compact set. */
function plain(request: Request, rejections: number): ModelPlan {
  const asked = rejections === 1 ? named(request) : []
  const groups = asked.length > 0 ? asked : ['compact']
  const rationale = `The plan before was sent back: ${groups.join(', ')} features with the defaults instead.`
  const features = { groups, include: [], exclude: [], limit: LIMITS[request.family.name] ?? LIMIT }
  const horizon = clamp(isDaily(request.timeframe) ? 1 : 12, 1, longest(request))
  return { features, horizon_bars: horizon, barrier: null, hyperparameters: {}, rationale }
}

/** The ML quant agent's next message: a plan drawn by the seed, near what is known to work. */
export function quantReply(conversation: Conversation, submitName: string, ownSeed: number): Reply {
  const request = readRequest(conversation.userText)
  if (request === undefined) return { text: 'There is no request for a model in the conversation, so that there is nothing to plan.' }
  const { seed } = readBrief(conversation.userText, ownSeed)
  const random = seededRandom(`${seed}/quant/${request.model_name}/${request.previous.length}`)
  const plan = conversation.rejections.length > 0 ? plain(request, conversation.rejections.length) : draw(random, request)
  return { calls: [{ name: submitName, args: plan }] }
}
