import { Command } from 'commander'
import { openFacts } from '../../data/facts/openFacts.ts'
import { openWorkspace } from '../../data/workspace.ts'
import { leaf, type CommonOptions } from '../command.ts'
import { findSubject } from '../report/findSubject.ts'
import { renderSubject } from '../report/renderSubject.ts'
import { writeReport } from '../report/writeReport.ts'

export function reportCommand(): Command {
  const command = new Command('report')
    .description('a session or a strategy as one HTML file that needs nothing else; tells its path')
    .argument('[session_or_id]', 'session_id or strategy_id, or its unique beginning; default: the newest session')
  return leaf<CommonOptions, [string | undefined]>(command, async ({ config, io, arguments: [id] }) => {
    const workspace = openWorkspace(config.home)
    const facts = openFacts(workspace)
    try {
      const subject = findSubject(facts, workspace.home, id)
      const { name, html, ids } = renderSubject(facts, subject)
      const path = await writeReport(workspace.reportsDir, name, html)
      io.result({ path, ...ids }, path)
    } finally {
      facts.close()
    }
  })
}
