import type { Ids, Step } from '../../core/index.js'
import { hasFeature, type Feature, type ProductVersion } from '../versions/index.js'
import type { Deployment } from './deployment.js'
import type { AutodiscoverInteraction } from './interaction.js'

/**
 * The headers that tell a client which ways of asking there are: on every answer, also on 401, which is all that most
 * clients look at. @source ews.md 8.1
 * @inferred which releases announce which
 */
const OFFERS: readonly { readonly header: string; readonly since?: Feature }[] = [
  { header: 'X-SOAP-Enabled' },
  { header: 'X-WSSecurity-Enabled' },
  { header: 'X-WSSecurity-SymmetricKey-Enabled', since: 'autodiscoverForPartners' },
  { header: 'X-WSSecurity-X509Cert-Enabled', since: 'autodiscoverForPartners' },
  { header: 'X-OAuth-Enabled', since: 'autodiscoverForPartners' },
]

/** Sets the headers of every answer, whatever becomes of it. */
export function announcement({ product, serverName }: Deployment, ids: Ids): Step<AutodiscoverInteraction> {
  const headers = new Map([
    ['Cache-Control', 'private'],
    ['Server', product.iis],
    ['X-AspNet-Version', product.aspNet],
    ['X-Powered-By', 'ASP.NET'],
    ...offered(product),
    ...(product.hasFrontEnd ? ([['X-FEServer', serverName.toUpperCase()]] as const) : []),
  ])
  return ({ exchange }, next) => {
    exchange.response.setHeaders(headers)
    exchange.response.setHeader('request-id', ids.uuid())
    return next()
  }
}

function offered(product: ProductVersion): readonly (readonly [string, string])[] {
  const own = OFFERS.filter(({ since }) => since === undefined || hasFeature(product, since))
  // by this, clients know an answer of Exchange Online that they were redirected to
  const online =
    product.name === 'online'
      ? [['x-federationtrusttokenissueruri', 'urn:federation:MicrosoftOnline'] as const]
      : []
  return [...own.map(({ header }) => [header, 'True'] as const), ...online]
}
