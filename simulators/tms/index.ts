/** TelePresence Management Suite, and the Productivity Tools of Outlook. */
export { createProductivityTools } from './productivity-tools.js'
export { createTms, type Endpoint, type Tms, type TmsSettings } from './tms.js'
