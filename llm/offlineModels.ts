import type { ChatModels } from './chatModels.ts'
import { OFFLINE_LABEL } from './offline/label.ts'
import { OfflinePolicy } from './offline/offlinePolicy.ts'
import type { Search } from './offline/search.ts'

/** The built-in policy: no network, no key, no cost; the same seed and the same tables give the same choices. */
export function offlineModels(seed: number, search: Search = 'policy'): ChatModels {
  const policy = new OfflinePolicy({ seed, search })
  return { label: OFFLINE_LABEL, isOffline: true, model: () => policy }
}
