/** Keyword of a service connection point that carries an Autodiscover URL. @source ews.md 8.1 */
export const SCP_URL_KEYWORD = '77378F46-2C66-4aa9-A6A6-3E7A48B19596'
/** Keyword of one that points to another directory. @source ews.md 8.1 */
export const SCP_POINTER_KEYWORD = '67661d7F-8FC4-4fa7-BFAC-E1D7794C1F68'

export const SCP_FILTER = `(&(objectClass=serviceConnectionPoint)(|(keywords=${SCP_POINTER_KEYWORD})(keywords=${SCP_URL_KEYWORD})))`
