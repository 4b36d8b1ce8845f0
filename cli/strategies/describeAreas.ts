import type { Area, Areas } from '../../data/tables/countAreas.ts'
import { decimal, table } from '../format.ts'

function areaTable(title: string, areas: readonly Area[]): string {
  const cells = areas.map((area) => [
    area.name,
    String(area.attempts),
    String(area.completed),
    String(area.failed),
    decimal(area.avg_sharpe),
    decimal(area.best_sharpe),
  ])
  const head = [title, 'attempts', 'completed', 'failed', 'average Sharpe', 'best Sharpe']
  return table(head, cells, head.slice(1))
}

export function describeAreas(areas: Areas): string {
  return [areaTable('type', areas.by_type), areaTable('logic', areas.by_logic), areaTable('indicator', areas.by_indicator)].join('\n\n')
}
