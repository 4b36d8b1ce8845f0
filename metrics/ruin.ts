/**
 * Probability that wealth ever falls to the fraction `level` of its start when `kellyFraction` of full Kelly is bet, in the continuous
 * model: level^(2/c − 1) (Thorp 2006, section 7). From twice Kelly on it is certain.
 */
export function everDrawdownProbability(kellyFraction: number, level: number): number {
  return kellyFraction >= 2 ? 1 : level ** (2 / kellyFraction - 1)
}

/** Probability to lose `start` units before reaching `target`, one unit a bet, each won with probability p. */
export function gamblersRuin(p: number, start: number, target: number): number {
  if (p === 0.5) return (target - start) / target
  const odds = (1 - p) / p
  return (odds ** start - odds ** target) / (1 - odds ** target)
}

/**
 * Expected maximum drawdown √(π/2)·σ·√T of a Brownian motion without drift (Magdon-Ismail et al. 2004), arithmetic; a path seen at
 * `periods` points only falls less.
 */
export function expectedMaxDrawdown(deviationPerPeriod: number, periods: number): number {
  return Math.sqrt(Math.PI / 2) * deviationPerPeriod * Math.sqrt(periods)
}
