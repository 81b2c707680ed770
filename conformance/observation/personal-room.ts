import { type XmlElement, at, descendants, parseXml, textAt } from '../../clients/index.js'
import { requestText } from '../drivers/http-text.js'
import { escapeXml } from './xml-escape.js'

/** The site's record of a personal room: what an invitation must carry. */
export interface PersonalRoom {
  readonly url: string
  readonly sipAddress: string
  /** Call-in numbers, digits and plus sign only. */
  readonly dialIn: readonly string[]
}

export interface SiteOptions {
  readonly xml: string
  /** `ent-pa.webex.com` */
  readonly name: string
  readonly admin: string
  readonly password: string
  readonly ca: string
}

/** Asks the site for a person's room, with the administrator's account. Undefined when there is none. @source webex.md 13 */
export async function personalRoom(mail: string, site: SiteOptions): Promise<PersonalRoom | undefined> {
  const answer = await requestText({
    method: 'POST',
    url: site.xml,
    headers: { 'content-type': 'text/xml' },
    body: renderGetUser(mail, site),
    ca: site.ca,
  })
  const user = at(parseXml(answer.body), 'body', 'bodyContent')
  const room = user?.children.find(
    (child) => child.name === 'personalMeetingRoom' && child.children.length > 0,
  )
  const url = textAt(room, 'personalMeetingRoomURL')
  if (user === undefined || url === undefined) return undefined
  return { url, sipAddress: textAt(room, 'sipURL') ?? '', dialIn: dialIn(user) }
}

function renderGetUser(mail: string, { name, admin, password }: SiteOptions): string {
  const context = `<siteName>${escapeXml(name.split('.')[0] ?? name)}</siteName><webExID>${escapeXml(admin)}</webExID><password>${escapeXml(password)}</password>`
  const content = `<bodyContent xsi:type="java:com.webex.service.binding.user.GetUser"><webExId>${escapeXml(mail)}</webExId></bodyContent>`
  return `<?xml version="1.0" encoding="UTF-8"?><serv:message xmlns:serv="http://www.webex.com/schemas/2002/06/service" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><header><securityContext>${context}</securityContext></header><body>${content}</body></serv:message>`
}

/** @inferred the element names of call-in numbers inside personalTeleconf */
function dialIn(user: XmlElement): readonly string[] {
  return ['tollCallInNumber', 'tollFreeCallInNumber'].flatMap((name) =>
    descendants(user, name).map((number) => digits(number.text)),
  )
}

/** A telephone number without the signs that people write between its digits. */
export function digits(text: string): string {
  return text.replace(/[^\d+]/g, '')
}
