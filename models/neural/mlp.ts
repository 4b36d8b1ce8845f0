import { denseArchitecture } from './denseArchitecture.ts'
import { networkFamily } from './networkFamily.ts'

/** Multilayer perceptron. No dropout: TensorFlow.js draws one mask per seed, which would switch the same units off for good. */
export const mlp = networkFamily({
  name: 'MLP',
  title: 'a feed-forward network of one or two hidden layers (TensorFlow.js)',
  hyperparameters: {
    hidden_1: { default: 32, min: 1, max: 512, integer: true, meaning: 'units of the first hidden layer' },
    hidden_2: { default: 16, min: 0, max: 512, integer: true, meaning: 'units of the second hidden layer; 0: there is none' },
  },
  build: ({ hidden_1, hidden_2 }) => denseArchitecture(hidden_2 === 0 ? [hidden_1] : [hidden_1, hidden_2]),
})
