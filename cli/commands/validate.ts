import { Command } from 'commander'
import { openWorkspace } from '../../data/workspace.ts'
import { leaf, type CommonOptions } from '../command.ts'
import { describeVerdict } from '../validate/describeVerdict.ts'

export function validateCommand(): Command {
  const command = new Command('validate')
    .description('is it real? the verdict on one strategy: gates with figures, walk-forward, regimes, holdout')
    .argument('<id>', 'strategy_id, or its unique beginning')
  return leaf<CommonOptions, [string]>(command, async ({ config, io, arguments: [id] }) => {
    const [{ openFacts }, { readVerdict }] = await Promise.all([
      import('../../data/facts/openFacts.ts'),
      import('../validate/readVerdict.ts'),
    ])
    const facts = openFacts(openWorkspace(config.home))
    try {
      const document = readVerdict(facts, id)
      io.result(document, describeVerdict(document))
    } finally {
      facts.close()
    }
  })
}
