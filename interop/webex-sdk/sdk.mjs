// Clients of people: the core of the SDK with its plugins, pointed at the lab by configuration alone.
// package.json names a peer that the SDK needs without saying so, and leaves out what one library of the SDK wants for React Native: two thirds of all packages, and no Node loads them.
import { optionsFor } from '../webex-client.mjs'
import webexCore from '@webex/webex-core'
import '@webex/plugin-logger'
import '@webex/plugin-people'
import '@webex/plugin-rooms'
import '@webex/plugin-memberships'
import '@webex/plugin-messages'
import '@webex/plugin-webhooks'
import '@webex/internal-plugin-calendar'
import '@webex/internal-plugin-presence'

const { default: WebexCore } = webexCore

/** Somebody's client once it is ready. */
export async function clientOf(user, options) {
  const webex = new WebexCore(optionsFor(user, options))
  await new Promise((resolve) => webex.once('ready', resolve))
  return webex
}
