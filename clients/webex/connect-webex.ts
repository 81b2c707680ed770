import type { WebexClient } from './webex-client.js'
import type { WebexOptions } from './webex-session.js'

/**
 * Opens a Webex app or device. Its code is loaded here, so that who only works with Exchange starts sooner.
 *
 * ```ts
 * await using app = await connectWebex({ catalog, signIn: () => tokens, application, ca })
 * for (const meeting of await app.meetings(today)) console.log(await app.open(meeting))
 * ```
 */
export async function connectWebex(options: WebexOptions): Promise<WebexClient> {
  const { createWebexClient } = await import('./webex-client.js')
  return createWebexClient(options)
}
