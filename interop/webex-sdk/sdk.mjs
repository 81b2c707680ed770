// Clients of people: the core of the SDK with its plugins, pointed at the lab by configuration alone.
// package.json leaves out what one library of the SDK wants for React Native: two thirds of all packages, and no Node loads them.
import { createRequire } from 'node:module'
import { optionsFor } from '../webex-client.mjs'

// CommonJS throughout: loaded with `require`, so that every plugin registers at the one and only core.
const require = createRequire(import.meta.url)
const WebexCore = require('@webex/webex-core').default
for (const plugin of [
  ...['plugin-logger', 'plugin-people', 'plugin-rooms', 'plugin-memberships', 'plugin-messages'],
  ...['plugin-webhooks', 'plugin-attachment-actions', 'internal-plugin-device', 'internal-plugin-mercury'],
  ...['internal-plugin-encryption', 'internal-plugin-calendar', 'internal-plugin-presence'],
]) {
  require(`@webex/${plugin}`)
}

/** Somebody's client once it is ready. */
export async function clientOf(user, options) {
  const webex = new WebexCore(optionsFor(user, options))
  await new Promise((resolve) => webex.once('ready', resolve))
  return webex
}
