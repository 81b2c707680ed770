/**
 * Addresses that join a Webex meeting: personal rooms, space meetings, scheduled meetings.
 * @inferred the patterns are not published; these are the forms seen in invitations
 */
const WEBEX_LINK =
  /https?:\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)*\.webex\.com\/(?:(?:meet|join|m)\/[^\s"'<>&]+|[^\s"'<>/]+\/j\.php[^\s"'<>]*)/gi
const ROOM_LINK = /https?:\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)*\.webex\.com\/(?:meet|join)\/[^\s"'<>&;,]+/i
/** A video address: with its scheme, or with digits only before the `@` (HC-131). */
const VIDEO_ADDRESS = /\bsips?:([^\s"'<>;,]+@[^\s"'<>;,]+)|(?<![\w.+-])(\d+@[a-z0-9.-]+\.[a-z]{2,})/i

/** All Webex join links in a text or HTML body. */
export function findWebexLinks(text: string): readonly string[] {
  return [...text.matchAll(WEBEX_LINK)].map(([link]) => link)
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
