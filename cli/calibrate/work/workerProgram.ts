import { disableTracing, readConfig } from '../../../config.ts'
import { messageOf, QuantopiaError } from '../../../domain/errors.ts'
import { runTask } from '../runTask.ts'
import type { Answer, Assignment } from './protocol.ts'

const config = readConfig()
// Thousands of sessions that nobody will look at one by one.
disableTracing()

/** A bug is told with its trace: nobody sees this process. */
function failureOf(error: unknown): string {
  return error instanceof QuantopiaError || !(error instanceof Error) ? messageOf(error) : (error.stack ?? error.message)
}

async function answerTo({ task, place }: Assignment): Promise<Answer> {
  try {
    return { outcome: await runTask(task, place, config) }
  } catch (error) {
    return { failure: failureOf(error) }
  }
}

process.on('message', (assignment: Assignment) => void answerTo(assignment).then((answer) => process.send?.(answer)))
// The parent was killed: whatever is under way would be stored by nobody.
process.on('disconnect', () => process.exit(0))
// Ctrl-C reaches the whole group; the parent decides when to end.
process.on('SIGINT', () => undefined)
