import { ConnectorError } from '../../error.js'
import type { DialInNumber, JoinDetails, WebexSite } from '../../ports/webex.js'
import type { HttpClient } from '../http/http-client.js'
import { childrenAt, escapeXml, find, parseXml, textAt, type XmlElement } from '../xml.js'

export interface WebexSiteOptions {
  readonly http: HttpClient
  /** Lower-case host name of the site, such as `ent-pa.webex.com`. */
  readonly name: string
  /** Address of its XML API. */
  readonly xml: string
  readonly admin: string
  readonly password: string
}

/** Elements of a telephony account that hold a number to call, and what to call them. @inferred */
const NUMBERS: readonly (readonly [element: string, label: string])[] = [
  ['tollCallInNumber', 'Call-in toll number'],
  ['tollFreeCallInNumber', 'Call-in toll-free number'],
]

/** A Webex site by its XML API: GetUser holds the personal room. @source webex.md 13 */
export function createWebexSite(options: WebexSiteOptions): WebexSite {
  return {
    personalRoom: async (address) => {
      const response = await options.http.send({
        method: 'POST',
        url: options.xml,
        headers: { 'content-type': 'text/xml; charset=utf-8' },
        body: renderGetUser(options, address),
      })
      return parsePersonalRoom(readContent(response.body, options.name), address)
    },
  }
}

export function renderGetUser(site: WebexSiteOptions, address: string): string {
  return (
    '<?xml version="1.0" encoding="UTF-8"?>' +
    '<serv:message xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:serv="http://www.webex.com/schemas/2002/06/service">' +
    `<header><securityContext><siteName>${escapeXml(site.name.split('.')[0] ?? '')}</siteName>` +
    `<webExID>${escapeXml(site.admin)}</webExID><password>${escapeXml(site.password)}</password></securityContext></header>` +
    '<body><bodyContent xsi:type="java:com.webex.service.binding.user.GetUser">' +
    `<webExId>${escapeXml(address)}</webExId></bodyContent></body></serv:message>`
  )
}

/** Failures come with HTTP 200 and an exception id, which becomes the error's reason. */
function readContent(body: string, site: string): XmlElement {
  const message = parseXml(body)
  const response = find(message, 'header', 'response')
  const content = find(message, 'body', 'bodyContent')
  if (response !== null && textAt(response, 'result') === 'SUCCESS' && content !== null) return content
  throw new ConnectorError('SITE_FAILURE', {
    message: `${site}: ${response === null ? 'no XML API answer' : textAt(response, 'reason')}`,
    reason: response === null ? 'NO_ANSWER' : textAt(response, 'exceptionID'),
  })
}

function parsePersonalRoom(user: XmlElement, address: string): JoinDetails {
  const room = find(user, 'personalMeetingRoom')
  const joinUrl = room === null ? '' : textAt(room, 'personalMeetingRoomURL')
  if (room === null || joinUrl === '' || textAt(user, 'active') === 'DEACTIVATED') {
    throw new ConnectorError('SITE_FAILURE', {
      message: `${address} has no personal room; enable it for the account and the site.`,
      reason: 'NO_PERSONAL_ROOM',
    })
  }
  return {
    kind: 'personal-room',
    joinUrl,
    sipAddress: textAt(room, 'sipURL').replace(/^sip:/, ''),
    meetingNumber: textAt(room, 'accessCode'),
    dialIn: childrenAt(user, ['personalTeleconf'], 'account').flatMap(dialInNumbers),
  }
}

function dialInNumbers(account: XmlElement): readonly DialInNumber[] {
  return NUMBERS.map(([element, label]) => ({ label, number: textAt(account, element) })).filter(
    ({ number }) => number !== '',
  )
}
