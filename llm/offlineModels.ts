import type { ChatModels } from './chatModels.ts'
import { OFFLINE_LABEL } from './offline/label.ts'
import { OfflinePolicy } from './offline/offlinePolicy.ts'

/** The built-in policy: no network, no key, no cost; the same seed and the same tables give the same choices. */
export function offlineModels(seed: number): ChatModels {
  const policy = new OfflinePolicy({ seed })
  return { label: OFFLINE_LABEL, isOffline: true, model: () => policy }
}
