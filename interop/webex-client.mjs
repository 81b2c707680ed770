// What the scripts of every release of the Webex SDK share: how it is pointed at the lab, and its events as promises.
import { ready } from './check.mjs'

// What a decrypted answer of the KMS holds is logged otherwise.
process.env['NODE_ENV'] = 'production'

const { catalog, api, client } = ready.webexCloud
const identity = new URL('/', api).href

export const people = Object.fromEntries(ready.users.map((user) => [user.mail.split('@')[0], user]))

/** What somebody's client is made with; with a refresh token it renews its access by itself. */
export const optionsFor = ({ webexToken, webexRefreshToken }, { canRefresh = false } = {}) => ({
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
