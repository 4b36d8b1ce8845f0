import type { BoostingEngine, EngineAnswer } from './engine.ts'

/** The first engine that can be used here, or the wanted one; else one sentence that says what to type. */
export function chooseEngine(family: string, engines: readonly (() => EngineAnswer)[], wanted?: BoostingEngine['name']): EngineAnswer {
  const reasons: string[] = []
  for (const engine of engines) {
    const answer = engine()
    if (!answer.ok) reasons.push(answer.reason)
    else if (wanted === undefined || answer.engine.name === wanted) return answer
  }
  const ofWanted = reasons.find((reason) => wanted !== undefined && reason.startsWith(wanted))
  if (ofWanted !== undefined) return { ok: false, reason: ofWanted }
  const [first, ...others] = reasons
  if (first !== undefined && others.length === 0) return { ok: false, reason: first }
  return { ok: false, reason: `${family} needs XGBoost or LightGBM, and neither can be used here: run \`npm run install-native\`.` }
}
