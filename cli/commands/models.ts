import { Command } from 'commander'
import { noFamilies } from '../../models/noFamilies.ts'
import { leaf, type CommonOptions } from '../command.ts'

export function modelsCommand(): Command {
  const list = new Command('list').description('model families of this machine and released versions')
  return new Command('models').description('the model registry').addCommand(
    leaf<CommonOptions, []>(list, async ({ io }) => {
      const document = { families: [...noFamilies.families()], models: [...(await noFamilies.models())] }
      io.result(document, 'No model family is installed; sessions research pure technical strategies.')
    }),
  )
}
