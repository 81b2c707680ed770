// What the SDK scripts share: clients of people, pointed at the lab by configuration alone, and their events as promises.
// package.json leaves out what one library of the SDK wants for React Native: two thirds of all packages, and no Node loads them.
import { createRequire } from 'node:module'
import { ready } from '../check.mjs'

// What a decrypted answer of the KMS holds is logged otherwise.
process.env['NODE_ENV'] = 'production'

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

const { catalog, api, client } = ready.webexCloud
const identity = new URL('/', api).href

export const people = Object.fromEntries(ready.users.map((user) => [user.mail.split('@')[0], user]))

/** Somebody's client once it is ready; with a refresh token it renews its access by itself. */
export async function clientOf({ webexToken, webexRefreshToken }, { canRefresh = false } = {}) {
  const webex = new WebexCore({
    credentials: {
      access_token: webexToken,
      token_type: 'Bearer',
      ...(canRefresh ? { refresh_token: webexRefreshToken } : {}),
    },
    config: {
      logger: { level: process.env['WEBEX_LOG_LEVEL'] ?? 'error' },
      hydra: api,
      hydraServiceUrl: api,
      services: { discovery: { u2c: catalog, hydra: api }, allowedDomains: [new URL(api).hostname] },
      device: { preDiscoveryServices: { hydra: api, hydraServiceUrl: api } },
      credentials: {
        client_id: client.id,
        client_secret: client.secret,
        idbroker: { url: identity },
        identity: { url: identity },
      },
    },
  })
  await new Promise((resolve) => webex.once('ready', resolve))
  return webex
}

/** The id of a client's user, as sockets and keys name it. */
export async function uuidOf(webex) {
  const { id } = await webex.people.get('me')
  return Buffer.from(id, 'base64').toString().split('/').at(-1)
}

/** The next event of this name for which the condition holds; rejects when it has not come in time. */
export function eventOf(source, name, holds = () => true, waitMs = 20_000) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      source.off(name, listener)
      reject(new Error(`No event "${name}" came within ${waitMs} ms.`))
    }, waitMs)
    const listener = (event) => {
      if (!holds(event)) return
      clearTimeout(timer)
      source.off(name, listener)
      resolve(event)
    }
    source.on(name, listener)
  })
}

/** What an action was refused with, or what it gave. */
export async function refusal(action) {
  try {
    return await action()
  } catch (error) {
    return error
  }
}
