/** What a model is to foresee at each bar, and how far ahead one has to look to know it. */
export interface Labels {
  /** NaN where there is no label. */
  readonly labels: Float64Array
  /** Index of the last bar that the label looks at; −1 where there is none. Purge and embargo cut by it. */
  readonly labelEnd: Int32Array
}

/** `length` bars without a label, to be filled in. */
export function noLabels(length: number): Labels {
  return { labels: new Float64Array(length).fill(NaN), labelEnd: new Int32Array(length).fill(-1) }
}

/** Labels of `labelAt(t)` (NaN: none), each of which looks exactly `horizon` bars ahead. */
export function labelsAhead(length: number, horizon: number, labelAt: (t: number) => number): Labels {
  const { labels, labelEnd } = noLabels(length)
  for (let t = 0; t + horizon < length; t++) {
    const label = labelAt(t)
    if (!Number.isFinite(label)) continue
    labels[t] = label
    labelEnd[t] = t + horizon
  }
  return { labels, labelEnd }
}
