import { cases } from './case.ts'

const many = Array.from({ length: 13 }, (_, i) => `x${i}: ['sma']`).join(', ')

/** Pass the policy, and are refused when their class is asked for its declaration. */
export const REFUSED_BY_DECLARATION = cases([
  ['needs of the wrong type', 'wrong_type', { needs: '[50]' }],
  ['misspelt need', 'unknown_key', { needs: '{ indicator: {} }' }],
  ['misspelt exit', 'unknown_key', { exits: '{ stoploss: 0.1 }' }],
  ['warm-up below zero', 'out_of_range', { needs: '{ warmupBars: -1 }' }],
  ['warm-up of half a bar', 'out_of_range', { needs: '{ warmupBars: 1.5 }' }],
  ['endless warm-up', 'out_of_range', { needs: '{ warmupBars: 1e9 }' }],
  ['warm-up that is no number', 'wrong_type', { needs: '{ warmupBars: 0 / 0 }' }],
  ['indicator that is not there', 'unknown_indicator', { needs: "{ indicators: { x: ['rsl'] } }" }],
  ['indicator without its brackets', 'wrong_type', { needs: "{ indicators: { x: 'rsi' } }" }],
  ['parameter that is not there', 'bad_parameter', { needs: "{ indicators: { x: ['rsi', { length: 14 }] } }" }],
  ['parameter out of range', 'bad_parameter', { needs: "{ indicators: { x: ['rsi', { period: -3 }] } }" }],
  ['parameter as text', 'bad_parameter', { needs: "{ indicators: { x: ['rsi', { period: '14' }] } }" }],
  ['too many indicators', 'too_many_indicators', { needs: `{ indicators: { ${many} } }` }],
  ['indicator that hides a price', 'name_clash', { needs: "{ indicators: { close: ['sma'] } }" }],
  ['indicator that hides the past', 'name_clash', { needs: "{ indicators: { ago: ['sma'] } }" }],
  ['indicator with a strange name', 'bad_name', { needs: "{ indicators: { 'a b': ['sma'] } }" }],
  ['model id without a version', 'bad_model_id', { needs: "{ models: { d: 'XGBoost_direction' } }" }],
  ['model id that is a path', 'bad_model_id', { needs: "{ models: { d: '../../etc/passwd' } }" }],
  ['too many models', 'too_many_models', { needs: "{ models: { a: 'A_b_v1', b: 'A_b_v1', c: 'A_b_v1', d: 'A_b_v1', e: 'A_b_v1' } }" }],
  ['stop-loss of nothing', 'out_of_range', { exits: '{ stopLoss: 0 }' }],
  ['stop-loss of everything', 'out_of_range', { exits: '{ stopLoss: 1 }' }],
  ['stop-loss in per cent', 'wrong_type', { exits: "{ stopLoss: '3%' }" }],
  ['infinite take-profit', 'wrong_type', { exits: '{ takeProfit: Infinity }' }],
  ['negative holding time', 'out_of_range', { exits: '{ maxBarsHeld: 0 }' }],
  ['needs that hang when read', 'timeout', { needs: '{ get warmupBars() { while (true) {} } }' }],
  ['needs that hang in toJSON', 'timeout', { needs: '{ toJSON() { for (;;) {} } }' }],
  ['needs that throw when read', 'threw', { needs: "{ get models() { throw 'no' } }" }],
  ['needs that contain themselves', 'threw', { needs: '{ toJSON() { const a = {}; a.a = a; return a } }' }],
  ['huge needs', 'declaration_too_large', { needs: '{ models: { toJSON() { return new Array(100000).fill(7) } } }' }],
  ['needs that eat memory', 'memory_limit', { needs: '{ toJSON() { const a = []; for (;;) a.push(new Array(1000).fill(a)) } }' }],
])
