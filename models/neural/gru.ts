import { gruArchitecture } from './gruArchitecture.ts'
import { networkFamily, TRAINING } from './networkFamily.ts'

/**
 * Gated recurrent unit over the last `lookback` rows of the matrix, which have to be consecutive bars: rows without a label are read but not
 * learnt from, so they belong in the matrix. Rows before the first are taken as the training mean; `lookbackRows` says how many to hand over in front.
 */
export const gru = networkFamily({
  name: 'GRU',
  title: 'a recurrent network over the last bars (TensorFlow.js)',
  hyperparameters: {
    // Twelve times the work of the other network for every row: fewer and larger steps.
    epochs: { ...TRAINING.epochs, default: 20 },
    batch_size: { ...TRAINING.batch_size, default: 512 },
    units: { default: 16, min: 1, max: 128, integer: true, meaning: 'numbers that it remembers from bar to bar' },
    lookback: { default: 12, min: 2, max: 128, integer: true, meaning: 'bars that one prediction reads' },
  },
  build: ({ units, lookback }) => gruArchitecture(units, lookback),
})
