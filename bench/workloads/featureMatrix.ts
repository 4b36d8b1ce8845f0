import { benchFeatures } from '../features.ts'
import { type BenchRow, row } from '../row.ts'

export default function featureMatrix(): Promise<BenchRow[]> {
  const limit = { name: 'limit', ms: 1000, allowed: 1 }
  const rows = benchFeatures()
    .filter(({ columns }) => columns >= 150)
    .map(({ name, columns, firstMs, medianMs }) =>
      row(
        '(5)',
        `${name}: ${columns} × 50,000`,
        columns === 150 ? firstMs : medianMs,
        columns === 150 ? limit : { name: '', ms: undefined },
        `median ${medianMs.toFixed(0)} ms`,
      ),
    )
  return Promise.resolve(rows)
}
