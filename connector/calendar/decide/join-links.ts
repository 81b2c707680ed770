import type { CalendarItem } from '../../ports/exchange.js'
import type { JoinTarget } from '../../ports/fleet.js'

/**
 * Addresses that join a Webex meeting: personal rooms, space meetings, scheduled meetings.
 * @inferred the patterns are not published; these are the forms seen in invitations
 */
const WEBEX_LINK =
  /https?:\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)*\.webex\.com\/(?:(?:meet|join|m)\/[^\s"'<>&]+|[^\s"'<>/]+\/j\.php[^\s"'<>]*)/gi
const ROOM_LINK = /https?:\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)*\.webex\.com\/(?:meet|join)\/[^\s"'<>&;,]+/i
const SPACE_LINK = /^https?:\/\/[^/]+\/m\//i

/** Addresses of other vendors' meetings (HC-135). @inferred not published; the forms of their own invitations */
const OTHER_LINKS = [
  /https:\/\/teams\.microsoft\.com\/(?:l\/meetup-join|meet)\/[^\s"'<>]+/i,
  /https:\/\/meet\.google\.com\/[a-z]{3}-[a-z]{4}-[a-z]{3}/i,
  /https:\/\/[a-z0-9.-]*zoom\.us\/j\/\d+[^\s"'<>]*/i,
] as const

/** A video address: with its scheme, or with digits only before the `@` (HC-131). A bare `jdoe@company.com` is none. */
const VIDEO_ADDRESS =
  /\bsips?:([^\s"'<>;,&@]+@[a-z0-9.-]*[a-z0-9])|(?<![\w.+@:/-])(\d+@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,})/i

/** All Webex join links in a text or HTML body. */
export function findWebexLinks(text: string): readonly string[] {
  return [...text.matchAll(WEBEX_LINK)].map(([link]) => link)
}

/** The first join link of a meeting that is not on Webex. */
export function findOtherLink(text: string): string | null {
  return OTHER_LINKS.map((pattern) => pattern.exec(text)?.[0]).find((link) => link !== undefined) ?? null
}

/** A personal room's link, typed into Location instead of a keyword (HC-097). */
export function findRoomLink(location: string): string | null {
  return ROOM_LINK.exec(location)?.[0] ?? null
}

/** The first video address, without its scheme (HC-130). */
export function findVideoAddress(text: string): string | null {
  const [, withScheme, digits] = VIDEO_ADDRESS.exec(text) ?? []
  return withScheme ?? digits ?? null
}

/** Whether a Webex link leads into the meetings of a space. */
export function isSpaceLink(link: string): boolean {
  return SPACE_LINK.test(link)
}

/** Whether a body leads into a space, or into any other Webex meeting. */
export function hasLinkOf(target: JoinTarget, body: string): boolean {
  return findWebexLinks(body).some((link) => isSpaceLink(link) === (target === 'space'))
}

/** Webex links in the body, or the very address that we have put into the conference data. */
export function hasJoinDetails({ body, conferenceData }: CalendarItem): boolean {
  if (findWebexLinks(body.content).length > 0) return true
  return (
    conferenceData !== null &&
    conferenceData !== '' &&
    body.content.includes(conferenceData.replace(/^sips?:/, ''))
  )
}
