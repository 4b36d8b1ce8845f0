import { FEATURE_GROUPS } from './feature.ts'

const CLOCK = ['hour_of_day_sin', 'hour_of_day_cos', 'day_of_week_sin', 'day_of_week_cos']
const MOVES = ['log_return_1', 'log_return_6', 'log_return_24', 'realized_volatility_24']

/** Named choices of features: each word is a group, a kind or a feature. */
export const FEATURE_PRESETS: Readonly<Record<string, readonly string[]>> = {
  all: FEATURE_GROUPS,
  compact: [
    ...['log_return_1', 'log_return_6', 'log_return_24', 'log_return_168', 'return_zscore_24', 'return_to_risk_72'],
    ...['range_position_24', 'range_position_168', 'distance_from_mean_72', 'rsi_14', 'adx_14', 'macd_histogram_share_12_26'],
    ...['bollinger_percent_b_20', 'volume_ratio_24', 'volume_zscore_168', 'obv_flow_24', 'money_flow_14', 'realized_volatility_24'],
    ...['volatility_ratio_24_168', 'downside_share_72', 'jump_share_24', 'amihud_ratio_24_168', 'corwin_schultz_spread_24', 'vpin_24'],
    ...['close_location_1', 'trend_state_24_168', 'efficiency_ratio_24', 'drawdown_168', 'volatility_state_24_168', 'variance_ratio_4_168'],
    ...CLOCK,
  ],
  price_focused: ['price', 'technical', 'realized_volatility_24', 'volatility_ratio_24_168', 'volume_ratio_24', ...CLOCK],
  volume_focused: ['volume', 'microstructure', ...MOVES, 'rsi_14', ...CLOCK],
  volatility_focused: [
    'volatility',
    ...['volatility_state', 'volatility_clustering', 'choppiness', 'drawdown', 'bollinger_bandwidth', 'volume_ratio', 'log_return'],
    ...CLOCK,
  ],
  momentum_focused: [
    ...['log_return', 'return_acceleration', 'return_to_risk', 'distance_from_high', 'up_ratio', 'streak', 'price_rank'],
    ...['trend_state', 'trend_correlation', 'trend_slope', 'efficiency_ratio', 'time_since_high', 'ema_distance', 'ema_cross'],
    ...['macd_share', 'macd_histogram_share', 'adx', 'di_spread', 'aroon', 'vortex_spread', 'supertrend_direction'],
    ...['volume_trend', 'obv_flow', 'realized_volatility_24', 'volatility_ratio_24_168'],
  ],
  mean_reversion_focused: [
    ...['return_zscore', 'range_position', 'distance_from_mean', 'distance_from_low', 'upper_shadow', 'lower_shadow', 'streak'],
    ...['rsi', 'stochastic_k', 'stoch_rsi', 'cci', 'cmo', 'bollinger_percent_b', 'keltner_position', 'vwap_distance'],
    ...['autocorrelation', 'variance_ratio', 'mean_reversion_speed', 'hurst', 'roll_spread', 'volume_reversal', 'close_location'],
    ...['volume_zscore', 'volatility_ratio', 'largest_move'],
  ],
  microstructure_focused: [
    'microstructure',
    'jump_share',
    'range_to_close_volatility',
    'volume_ratio',
    'volume_zscore',
    ...MOVES,
    ...CLOCK,
  ],
  regime_focused: ['regime', 'volatility_ratio', 'volatility_of_volatility', 'downside_share', 'adx', 'volume_trend', ...MOVES],
  technical_focused: ['technical', 'money_flow', 'chaikin_money_flow', 'chaikin_oscillator', 'natr', ...MOVES],
  cross_sectional_focused: ['cross_sectional', ...MOVES, 'volume_ratio_24', 'return_to_risk_72', 'volatility_state_24_168'],
}
