import type { BoostingEngine, EngineAnswer } from './engine.ts'

export type ChosenEngine = { readonly ok: true; readonly engine: BoostingEngine } | { readonly ok: false; readonly reason: string }

/** The first engine that can be used here, or the wanted one; else one sentence that says what to type. */
export function chooseEngine(family: string, engines: readonly (() => EngineAnswer)[], wanted?: BoostingEngine['name']): ChosenEngine {
  const missing: Extract<EngineAnswer, { ok: false }>[] = []
  for (const engine of engines) {
    const answer = engine()
    if (!answer.ok) missing.push(answer)
    else if (wanted === undefined || answer.engine.name === wanted) return answer
  }
  const ofWanted = missing.find(({ name }) => name === wanted)
  if (ofWanted !== undefined) return { ok: false, reason: ofWanted.reason }
  const [first, ...others] = missing
  if (first !== undefined && others.length === 0) return { ok: false, reason: first.reason }
  return { ok: false, reason: `${family} needs XGBoost or LightGBM, and neither can be used here: run \`npm run install-native\`.` }
}
