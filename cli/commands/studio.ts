import { Command } from 'commander'
import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { leaf, wholeNumber, type CommonOptions } from '../command.ts'
import { messageOf, ResourceError } from '../../domain/errors.ts'

const PROJECT = fileURLToPath(new URL('../..', import.meta.url))

/** `langgraphjs dev` on this project: the API server that LangGraph Studio shows. */
export function studioCommand(): Command {
  const command = new Command('studio')
    .description('serve the graphs to LangGraph Studio (langgraphjs dev)')
    .option('--port <n>', 'port of the API server', wholeNumber(1, 65_535), 2024)
  return leaf<CommonOptions & { port: number }, []>(command, async ({ options, config, io }) => {
    await requireFreePort(options.port)
    io.progress(`Studio API on http://localhost:${options.port}; workspace ${config.home}`)
    const child = spawn(
      process.execPath,
      ['node_modules/@langchain/langgraph-cli/dist/cli/cli.mjs', 'dev', '--no-browser', '--port', String(options.port)],
      { cwd: PROJECT, stdio: 'inherit', env: { ...config.environment, QUANTOPIA_HOME: config.home, LANGGRAPH_CLI_NO_ANALYTICS: '1' } },
    )
    const code = await new Promise<number | null>((resolve, reject) => {
      child.on('error', reject)
      child.on('exit', resolve)
    })
    if (code !== null && code !== 0) throw new ResourceError(`langgraphjs dev ended with code ${code}; its own words are above.`)
  })
}

/** The server itself would log a stack trace and stay. @throws ResourceError where the port is taken. */
async function requireFreePort(port: number): Promise<void> {
  const probe = createServer()
  try {
    await new Promise<void>((resolve, reject) => probe.once('error', reject).listen(port, 'localhost', resolve))
  } catch (cause) {
    throw new ResourceError(`Port ${port} cannot be had (${messageOf(cause)}); choose another with --port.`, { port }, { cause })
  } finally {
    probe.close()
  }
}
