/**
 * Variance that the daily Sharpe ratios of trials without skill have by luck on a track record of so many days: 1 / (T − 1), Mertens's
 * (2002) at a true Sharpe ratio of 0, where the terms of skewness and kurtosis vanish. It is the V of the False Strategy theorem (Bailey
 * and López de Prado 2014) for a candidate of T days: what others were tried on is longer or shorter, and says nothing about these days
 * (docs/decisions/0004-deflation.md). Undefined below two days.
 */
export function luckVariance(observations: number): number | undefined {
  return observations >= 2 ? 1 / (observations - 1) : undefined
}
