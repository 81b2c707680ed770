import type { AutodiscoverSettings, ExchangeRecord } from '../../config/subject.js'
import { ConnectorError } from '../../error.js'
import type { AlarmWatch } from '../../management/alarm-watch.js'
import type { Autodiscover } from '../../ports/autodiscover.js'
import type { Directory } from '../../ports/directory.js'
import type { Mailbox } from '../../ports/exchange.js'
import { domainUrls, orderScpUrls } from './candidate-urls.js'

export interface Locator {
  readonly discovery: ExchangeRecord['discovery']
  readonly autodiscover: Autodiscover
  /** Null when SCP lookup is off: then no LDAP connection is ever made (HC-032). */
  readonly directory: Directory | null
  readonly alarms: AlarmWatch
}

/** @source ews.md 8.1 */
const MOST_REDIRECTS = 10

/**
 * Finds where a mailbox lives: by SCP and by the mail domain, following redirects.
 *
 * @throws ConnectorError NO_MAILBOX when Exchange does not know the address; the last failure when nobody could be asked.
 */
export async function locateMailbox(locator: Locator, address: string): Promise<Mailbox> {
  const { discovery } = locator
  if (discovery.mode === 'direct') return { address, ewsUrl: discovery.ewsUrl, group: '' }
  let current = address
  for (let hop = 0; hop < MOST_REDIRECTS; hop += 1) {
    const answer = await askInOrder(locator, await candidates(locator, discovery, current), current)
    if (answer.kind === 'settings') return answer.mailbox
    if (answer.address.toLowerCase() === current.toLowerCase()) break
    current = answer.address
  }
  throw new ConnectorError('UNTRUSTED_REDIRECT', {
    message: `Autodiscover sends ${address} round in circles; check its redirects.`,
  })
}

async function candidates(
  locator: Locator,
  discovery: AutodiscoverSettings,
  address: string,
): Promise<readonly string[]> {
  return [...(await scpUrls(locator, discovery)), ...domainUrls(address, discovery.hosts ?? {})]
}

/** A directory that fails is reported and then done without (HC-031). */
async function scpUrls(
  { directory, alarms }: Locator,
  { scp }: AutodiscoverSettings,
): Promise<readonly string[]> {
  if (directory === null || scp === undefined) return []
  try {
    return orderScpUrls(
      await alarms.during('directory', scp.domain, () => directory.findServiceConnectionPoints()),
      scp.site,
    )
  } catch {
    return [] // the alarm says so; the other ways to Autodiscover remain
  }
}

type Located =
  | { readonly kind: 'settings'; readonly mailbox: Mailbox }
  | { readonly kind: 'redirect'; readonly address: string }

async function askInOrder(locator: Locator, urls: readonly string[], address: string): Promise<Located> {
  let last: unknown = new ConnectorError('UNREACHABLE', {
    message: `There is no Autodiscover address for ${address}.`,
  })
  for (const url of new Set(urls)) {
    try {
      return await locator.alarms.during('autodiscover', new URL(url).host, () =>
        ask(locator.autodiscover, url, address),
      )
    } catch (error) {
      last = error
    }
  }
  throw last
}

/** Asks one server and follows its redirects to other servers, over https only: our credentials go with us (HC-038). */
async function ask(autodiscover: Autodiscover, url: string, address: string): Promise<Located> {
  let current = url
  for (let hop = 0; hop < MOST_REDIRECTS; hop += 1) {
    const answer = await autodiscover.ask(current, address)
    if (answer.kind === 'settings')
      return {
        kind: 'settings',
        mailbox: { address: answer.address, ewsUrl: answer.ewsUrl, group: answer.group },
      }
    if (answer.kind === 'redirect-address') return { kind: 'redirect', address: answer.address }
    if (answer.kind === 'error') throw noMailbox(address, answer)
    if (!answer.url.startsWith('https:')) break
    current = answer.url
  }
  throw new ConnectorError('UNTRUSTED_REDIRECT', {
    message: `${new URL(url).host} redirects to an address that is not trusted.`,
  })
}

function noMailbox(address: string, { code, message }: { code: string; message: string }): ConnectorError {
  return new ConnectorError('NO_MAILBOX', {
    message: `${address} has no mailbox: ${message} (${code})`,
    reason: 'NO_MAILBOX',
  })
}
