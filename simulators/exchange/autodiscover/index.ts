export type { Deployment } from './pox-document.js'
export { createPoxService, type AutodiscoverOptions } from './pox-service.js'
export type { ServerVersion } from './server-version.js'
