/** A link into a meeting on Webex: of a personal room, a space or a scheduled one. @source hybrid-calendar.md 10 for the forms */
const WEBEX_LINK =
  /https:\/\/[a-z0-9.-]+\.webex\.com\/(?:(?:meet|join|m)\/[\w.%-]+|[\w.-]+\/j\.php\?MTID=\w+)/gi

/**
 * Links into meetings of others that a button can lead to. @source hybrid-calendar.md HC-135 for the products;
 * @inferred the forms, from invitations
 */
const OTHER_LINKS = [
  /https:\/\/teams\.microsoft\.com\/(?:l\/meetup-join|meet)\/[^\s"'<>&]+/gi,
  /https:\/\/meet\.google\.com\/[a-z]{3}-[a-z]{4}-[a-z]{3}/gi,
  /https:\/\/[a-z0-9.-]*zoom\.us\/j\/\d+/gi,
] as const

/** The different links in a text by which somebody could join, as they are written. */
export function joinLinksIn(text: string): readonly string[] {
  const found = [WEBEX_LINK, ...OTHER_LINKS].flatMap((form) => text.match(form) ?? [])
  return [...new Set(found.map((link) => link.toLowerCase()))]
}

/** A link into a space's own meeting. */
export function isSpaceLink(link: string): boolean {
  return /^https:\/\/[a-z0-9.-]+\.webex\.com\/m\//i.test(link)
}

export function isWebexAddress(address: string): boolean {
  return /webex\.com(?:[/?]|$)/i.test(address)
}

/** Whether a text has a video address: with its scheme, or with digits alone before the `@`. @source hybrid-calendar.md HC-131 */
export function hasVideoAddress(text: string): boolean {
  return /\bsips?:[^\s"'<>@]+@[\w.-]+|(?<![\w.+@:/-])\d+@[\w-]+(?:\.[\w-]+)+/i.test(text)
}
