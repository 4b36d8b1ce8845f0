/** One round of training, and the loss on the validation slice after it where there is one. `finished`: further rounds change nothing. */
export type Round = (index: number) => { loss: number | undefined; finished?: boolean }

/** Boosts until the rounds are up or the loss has not fallen for `patience` rounds. Returns how many rounds to keep: up to the lowest loss. */
export function trainingLoop(rounds: number, patience: number, round: Round): number {
  let best = Infinity
  let keep = 0
  for (let index = 0; index < rounds; index++) {
    const { loss, finished } = round(index)
    if (loss === undefined || loss < best) {
      best = loss ?? best
      keep = index + 1
    }
    if (finished === true || index + 1 - keep >= patience) break
  }
  return Math.max(1, keep)
}
