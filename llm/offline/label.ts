/** How the offline policy is named wherever a chat model's name is stored or shown. */
export const OFFLINE_LABEL = 'offline'
