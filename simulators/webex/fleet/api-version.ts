import { invalid } from '../rest/rest-fault.js'
import type { Route } from '../rest/route.js'

/** @source webex.md 15 */
const HEADER = 'x-connector-api'
const VERSION = '1'

/** Names the version of the API in every answer; whoever asks for another is refused. */
export function versioned(route: Route): Route {
  return {
    ...route,
    prepare(raw) {
      const asked = raw.exchange.request.headers[HEADER] ?? VERSION
      if (asked !== VERSION) throw invalid(`X-Connector-API: this is version ${VERSION}`)
      const run = route.prepare(raw)
      return async () => {
        const answer = await run()
        return { ...answer, headers: { [HEADER]: VERSION, ...answer.headers } }
      }
    },
  }
}
