import { expect, it } from 'vitest'
import type { PlanBrief } from '../../domain/model.ts'
import { quantPrompt } from './prompt.ts'

const brief: PlanBrief = {
  model_name: 'XGBoost_direction',
  family: {
    name: 'XGBoost',
    title: 'boosted trees',
    hyperparameters: { max_depth: { default: 4, min: 1, max: 12, integer: true, meaning: 'splits to a leaf' } },
  },
  target: 'direction',
  task: 'classification',
  features: 'volume_focused $& `{x}`',
  dataset_id: 'binance:BTCUSDT:1h',
  timeframe: '1h',
  bars: 17_520,
  universe: 9,
  presets: ['compact'],
  groups: ['price'],
  previous: [],
  check: () => undefined,
}

it('tells goal, seed, iteration and the request as JSON, to the letter', () => {
  expect(quantPrompt(brief, { goal: 'Find $& strategies', seed: 7, iteration: 3 })).toBe(
    `Goal: Find $& strategies
Session seed: 7
Iteration: 3

Request:
\`\`\`json
{
  "model_name": "XGBoost_direction",
  "family": {
    "name": "XGBoost",
    "title": "boosted trees",
    "hyperparameters": {
      "max_depth": {
        "default": 4,
        "min": 1,
        "max": 12,
        "integer": true,
        "meaning": "splits to a leaf"
      }
    }
  },
  "target": "direction",
  "task": "classification",
  "features": "volume_focused $& \`{x}\`",
  "dataset_id": "binance:BTCUSDT:1h",
  "timeframe": "1h",
  "bars": 17520,
  "universe": 9,
  "presets": [
    "compact"
  ],
  "groups": [
    "price"
  ],
  "previous": []
}
\`\`\`

Plan the model and submit the plan.`,
  )
})

it('says nothing about words where the request has none', () => {
  const { features: _features, ...rest } = brief
  expect(quantPrompt({ ...rest, features: undefined }, { goal: 'g', seed: 1, iteration: 1 })).not.toContain('"features"')
})
