import { createWebexSite } from '../adapters/webex-site/get-user.js'
import type { HttpClient } from '../adapters/http/http-client.js'
import type { Subject } from '../config/subject.js'
import { ConnectorError } from '../error.js'
import type { WebexSite } from '../ports/webex.js'

/** The default Webex site (HC-092); without any, asking for a room says so. */
export function openSite({ webexSites }: Subject, http: HttpClient): WebexSite {
  const record = webexSites.find(({ default: isDefault }) => isDefault) ?? webexSites[0]
  if (record !== undefined) return createWebexSite({ http, ...record })
  return {
    personalRoom: () =>
      Promise.reject(
        new ConnectorError('SITE_FAILURE', {
          message: 'No Webex site is configured; add one for @webex.',
          reason: 'NO_SITE',
        }),
      ),
  }
}
