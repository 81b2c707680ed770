import { http, type HttpHandler, type Path } from 'msw'
import type { Lab } from '../../simulators/lab/index.js'

type Service = 'exchange' | 'site' | 'cloud'

/**
 * The Webex cloud's hosts, those of its catalogue included.
 *
 * @source webex.md 1 and 14
 */
const CLOUD: readonly Path[] = [
  'https://webexapis.com/*',
  'https://idbroker.webex.com/*',
  'https://identity.webex.com/*',
  'https://*.wbx2.com/*',
  'https://*.ciscospark.com/*',
]

/** Exchange is wherever its paths are, but for this machine: a lab that listens answers there itself. */
const EXCHANGE: readonly Path[] = [
  /^https?:\/\/(?!127\.|localhost[:/]|\[::1\])[^/]+\/ews\/exchange\.asmx$/i,
  /^https?:\/\/(?!127\.|localhost[:/]|\[::1\])[^/]+\/autodiscover\/autodiscover\.(?:xml|svc)$/i,
]

/**
 * Request handlers for MSW that answer as the lab does, from the lab's own state, without a port: the Webex cloud, the
 * XML API of the lab's Webex site, and EWS and Autodiscover on any host. Every other request is left to MSW's
 * `onUnhandledRequest`.
 *
 *     await using lab = await Lab.start({ network: 'none' })
 *     const server = setupServer(...handlers(lab))
 *
 * Log in by Basic: NTLM belongs to a connection, and MSW hands over requests without saying whose they are. Web sockets
 * (Mercury) and LDAP do not come this way.
 */
export function handlers(lab: Lab): HttpHandler[] {
  const site = `https://${lab.ready.webexSite.name}/WBXService/XMLService`
  const places: Readonly<Record<Service, readonly Path[]>> = {
    cloud: CLOUD,
    site: [site],
    exchange: EXCHANGE,
  }
  return Object.entries(places).flatMap(([service, paths]) =>
    paths.map((path) => http.all(path, ({ request }) => lab.answer(service as Service, request))),
  )
}
