import type { Decision } from '../../../domain/decision.ts'
import type { Random } from '../../../math/random.ts'
import type { Brief } from '../brief.ts'
import { readGoal, type GoalHints } from '../goal.ts'
import { drawAction } from './action.ts'
import { drawArms, isNeglected, typesOffered } from './arms.ts'
import { drawChange, drawParent, keptModel, parents } from './exploit.ts'
import { chooseIndicators } from './indicatorChoice.ts'
import { chooseModel, upgrades, type Upgrade } from './modelChoice.ts'
import { areaWords, exploreWords, rationale, rowWords } from './rationale.ts'
import { nextIdea, type Idea } from './survey.ts'
import type { Row, Tables } from './tables.ts'

/** What was decided, and the parent whose family is worth a look before it is handed in. */
export interface Plan {
  readonly decision: Decision
  readonly parent: Row | undefined
}

/** Some new ideas are told for longs alone, to see whether the other side is worth its fees. */
const LONG_ONLY_SHARE = 0.25

function sideWords({ sides }: Pick<GoalHints, 'sides'>): string {
  return sides === 'both' ? '' : `; ${sides} side only`
}

/** A textbook idea that the survey of this market still lacks, both sides of it. */
function survey({ logic, indicator }: Idea, tables: Tables, goal: GoalHints): Plan {
  const reason = `Survey: ${logic} by ${indicator} alone, which textbooks name for it, was not tried here. ${areaWords(logic, tables.byLogic.get(logic))}.`
  const decision: Decision = {
    action: 'explore',
    strategy_type: 'pure_technical',
    logic,
    rationale: rationale(reason, goal.heard, tables),
    indicators: [indicator],
    ml_requirements: null,
    parent_id: null,
    exploration_vector: { modification: 'textbook_idea', details: `${logic} by ${indicator}, signals alone${sideWords(goal)}` },
  }
  return { decision, parent: undefined }
}

function explore(random: Random, tables: Tables, goal: GoalHints): Plan {
  const drawn = drawArms(random, tables, goal)
  const [best] = drawn
  if (best === undefined) throw new RangeError('decide: there is no arm to choose from')
  const model = best.type === 'pure_technical' ? undefined : chooseModel(random, best.logic, tables)
  const indicators = best.type === 'pure_ml' ? [] : chooseIndicators(random, best.logic, tables)
  const sides = goal.sides === 'both' && random() < LONG_ONLY_SHARE ? 'long' : goal.sides
  const decision: Decision = {
    action: 'explore',
    strategy_type: best.type,
    logic: best.logic,
    rationale: rationale(exploreWords(drawn, indicators, tables), goal.heard, tables),
    indicators,
    ml_requirements: model ?? null,
    parent_id: null,
    exploration_vector: {
      modification: 'new_idea',
      details: `${best.logic} by ${indicators.length > 0 ? indicators.join(', ') : (model?.model_id ?? 'a model')}${sideWords({ sides })}`,
    },
  }
  return { decision, parent: undefined }
}

function exploit(random: Random, candidates: readonly Row[], tables: Tables, goal: GoalHints): Plan {
  const parent = drawParent(random, candidates, tables)
  const { modification, details, indicators } = drawChange(random, parent, tables, goal)
  const rank = candidates.indexOf(parent) + 1
  const reason = `Refine ${rowWords(parent)}, number ${rank} of ${candidates.length} that may be refined: ${details}.`
  const decision: Decision = {
    action: 'exploit',
    strategy_type: parent.strategy_type,
    logic: parent.strategy_logic,
    rationale: rationale(reason, goal.heard, tables),
    indicators: [...indicators],
    ml_requirements: parent.strategy_type === 'pure_technical' ? null : keptModel(parent),
    parent_id: parent.strategy_id,
    exploration_vector: { modification, details: `${details}${sideWords(goal)}` },
  }
  return { decision, parent }
}

function upgrade({ row, from, to }: Upgrade, tables: Tables, goal: GoalHints): Plan {
  const details = `${from} replaced by ${to.model_id}`
  const decision: Decision = {
    action: 'upgrade',
    strategy_type: row.strategy_type,
    logic: row.strategy_logic,
    rationale: rationale(`Upgrade ${rowWords(row)}: it used ${from}, and ${to.model_id} has been released since.`, goal.heard, tables),
    indicators: row.indicators_used,
    ml_requirements: { model_id: to.model_id },
    parent_id: row.strategy_id,
    exploration_vector: { modification: 'upgraded_model', details: `${details}${sideWords(goal)}` },
  }
  return { decision, parent: row }
}

/** What to try next. The same tables, brief and random stream give the same decision. */
export function decide(random: Random, brief: Brief, tables: Tables): Plan {
  const goal = readGoal(brief.goal)
  const candidates = parents(tables, goal)
  const newer = upgrades(tables).filter(({ row }) => candidates.includes(row))
  const action = drawAction(random, brief, candidates, newer, tables)
  const [newest] = newer
  if (action === 'upgrade' && newest !== undefined) return upgrade(newest, tables, goal)
  if (action === 'exploit') return exploit(random, candidates, tables, goal)
  const idea = typesOffered(tables, goal).some((type) => isNeglected(type, tables)) ? undefined : nextIdea(random, brief, tables, goal)
  return idea === undefined ? explore(random, tables, goal) : survey(idea, tables, goal)
}
