/**
 * Days with a return other than 0 that the sealed bars have to show. The probability of skill trusts its normal approximation, and that fails
 * where most days are idle: a strategy without skill passes 0.9 with one active day in 52 % of cases, with 4 in 21 %, with 7 in 14.5 %,
 * with 20 in 12.7 %, with 365 in 10.3 %.
 */
export const FEWEST_ACTIVE_DAYS = 20
