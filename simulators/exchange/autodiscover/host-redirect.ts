import { isTenantAutodiscover, ONLINE_HOSTS, readOrigin, type HttpExchange } from '../../network/index.js'
import { hostOf, type Answer, type Face } from './interaction.js'

/**
 * Where a request is sent on to for the host that it asks: an organization's `autodiscover` host answers on plain HTTP
 * only so, and that of a tenant always. @source ews.md 8.1 step 4, 8.5
 */
export function hostRedirect(exchange: HttpExchange, domains: readonly string[]): string | undefined {
  const host = hostOf(exchange)
  const { advertised } = exchange.endpoints
  const path = exchange.request.url ?? exchange.path
  if (isTenantAutodiscover(host)) return `${onlineOrigin(advertised.exchange)}${path}`
  const isOwn = domains.some((domain) => host === `autodiscover.${domain.toLowerCase()}`)
  return isOwn && !exchange.secure ? `${advertised.exchange}${path}` : undefined
}

/** The host of Exchange Online, at the port at which this lab advertises Exchange. */
export function onlineOrigin(exchangeOrigin: string): string {
  const { port } = readOrigin(exchangeOrigin)
  return `https://${ONLINE_HOSTS.autodiscover}${port === 443 ? '' : `:${port}`}`
}

/** A host that sends everybody elsewhere, without asking who it is. */
export function redirectFace(location: string): Face {
  const redirect = (): Answer => ({
    status: 302,
    headers: { Location: location },
    document: '',
    outcome: '302',
  })
  return {
    operation: 'Redirect',
    isAnonymous: true,
    methods: ['GET', 'HEAD', 'POST'],
    open: () => ({
      understand: () => ({}),
      answer: redirect,
      refuse: (code) => ({ status: Number(code) || 500, document: '', outcome: code }),
    }),
  }
}
