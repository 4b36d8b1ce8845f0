import { combinations, combinatorialCounts } from './combinatorial.ts'

/** One stretch of a backtest path: the group's rows as the split predicts them. */
export interface PathPart {
  readonly group: number
  /** Place of the split among those of combinatorialPurged. */
  readonly split: number
}

/** By split: to which path each of its test groups belongs. The j-th split in which a group is tested gives its part of path j. */
export function pathIds(groups: number, testGroups: number): number[][] {
  const tested = new Uint32Array(groups)
  return [...combinations(groups, testGroups)].map((chosen) =>
    chosen.map((group) => {
      const path = tested[group] as number
      tested[group] = path + 1
      return path
    }),
  )
}

/** The backtest paths: each goes once through all groups, in time order, and no part of a split is used twice (López de Prado 2018, ch. 12). */
export function combinatorialPaths(groups: number, testGroups: number): PathPart[][] {
  const ids = pathIds(groups, testGroups)
  const paths: PathPart[][] = Array.from({ length: combinatorialCounts(groups, testGroups).paths }, () => [])
  for (const [split, chosen] of [...combinations(groups, testGroups)].entries()) {
    for (const [k, group] of chosen.entries()) (paths[ids[split]?.[k] as number] as PathPart[])[group] = { group, split }
  }
  return paths
}
