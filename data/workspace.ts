import { accessSync, constants } from 'node:fs'
import { join, resolve } from 'node:path'
import { messageOf, ResourceError } from '../domain/errors.ts'
import { makeFolder } from './makeFolder.ts'

/** Absolute paths of one user project; what each part holds is in docs/architecture (Workspace). */
export interface Workspace {
  readonly home: string
  readonly lakeDir: string
  readonly factsFile: string
  readonly tablesDir: string
  readonly returnsDir: string
  readonly modelsDir: string
  /** May be deleted at any time. */
  readonly cacheDir: string
  readonly checkpointsFile: string
  readonly reportsDir: string
  readonly locksDir: string
}

function layout(home: string): Workspace {
  return {
    home,
    lakeDir: join(home, 'lake'),
    factsFile: join(home, 'facts.sqlite'),
    tablesDir: join(home, 'tables'),
    returnsDir: join(home, 'returns'),
    modelsDir: join(home, 'models'),
    cacheDir: join(home, 'cache'),
    checkpointsFile: join(home, 'checkpoints.sqlite'),
    reportsDir: join(home, 'reports'),
    locksDir: join(home, 'locks'),
  }
}

/**
 * Opens a workspace, making its directories where they are missing.
 * @throws ResourceError when `home` is not a directory or cannot be written to.
 */
export function openWorkspace(home: string): Workspace {
  const workspace = layout(resolve(home))
  const { lakeDir, tablesDir, returnsDir, modelsDir, cacheDir, reportsDir, locksDir } = workspace
  try {
    for (const directory of [lakeDir, tablesDir, returnsDir, modelsDir, cacheDir, reportsDir, locksDir]) {
      makeFolder(directory)
      accessSync(directory, constants.W_OK)
    }
  } catch (cause) {
    throw new ResourceError(
      `The workspace ${workspace.home} cannot be written to (${messageOf(cause)}); choose another with --workspace or QUANTOPIA_HOME.`,
      { home: workspace.home },
      { cause },
    )
  }
  return workspace
}
