import { FAMILIES } from '../families.ts'
import { lightgbmEngine } from '../lightgbm/lightgbmEngine.ts'
import { randomForestOn } from '../randomForest.ts'
import { describeFamily, type ContractOptions } from './familyContract.ts'

const boosting = { hyperparameters: { rounds: 120, patience: 20, learning_rate: 0.1 } }
const forest = { hyperparameters: { trees: 40 }, logOdds: false }

/** Settings that are quick; the laws are the same. */
const OPTIONS: Record<string, ContractOptions> = {
  XGBoost: boosting,
  LightGBM: boosting,
  RandomForest: forest,
  MLP: { hyperparameters: { batch_size: 128, epochs: 12, learning_rate: 0.01 }, explains: false },
  GRU: { hyperparameters: { batch_size: 64, epochs: 8, lookback: 3, units: 8, learning_rate: 0.02 }, explains: false },
  Linear: { seeded: false },
}

for (const family of FAMILIES) describeFamily(family.name, family, OPTIONS[family.name])
describeFamily('RandomForest on LightGBM', randomForestOn([lightgbmEngine]), forest)
