import type { Organization } from '../cases/case.js'
import type { ReadyDocument } from '../drivers/ready-document.js'

/** What the cases may know of the lab's organization. A person without a Webex token is not enabled for the service. */
export function organizationOf(ready: ReadyDocument): Organization {
  const mails = (list: readonly { readonly mail: string }[]): readonly string[] =>
    list.map(({ mail }) => mail.toLowerCase())
  return {
    enabled: mails(ready.users.filter(({ webexToken }) => typeof webexToken === 'string')),
    rooms: mails(ready.rooms),
    groups: mails(ready.groups),
    siteName: ready.webexSite.name,
    serviceAccount: ready.serviceAccount,
  }
}
