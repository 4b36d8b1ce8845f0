import { SqliteSaver } from '@langchain/langgraph-checkpoint-sqlite'
import type { Workspace } from '../data/workspace.ts'

/** The workspace's checkpoints: one thread per session, named by its id. */
export function openCheckpoints(workspace: Workspace): SqliteSaver {
  return SqliteSaver.fromConnString(workspace.checkpointsFile)
}
