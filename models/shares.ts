/** Each name's share of the sum, for importances: amounts of at least 0, all 0 where the sum is. */
export function shares(names: readonly string[], amounts: ArrayLike<number>): Record<string, number> {
  const total = Array.from(amounts).reduce((sum, amount) => sum + Math.max(0, amount), 0)
  return Object.fromEntries(names.map((name, j) => [name, total > 0 ? Math.max(0, amounts[j] ?? 0) / total : 0]))
}
