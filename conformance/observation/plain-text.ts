const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  nbsp: ' ',
}

/** The words of a text or HTML body: what two forms of the same body have in common. */
export function plainText(body: string): string {
  const withoutTags = body.replace(/<(style|head)\b.*?<\/\1>/gis, ' ').replace(/<[^>]*>/g, ' ')
  return spelledOut(withoutTags).replace(/\s+/g, ' ').trim()
}

/** The text with the characters that it names by reference, as Exchange names the plus sign in HTML. */
export function spelledOut(text: string): string {
  return text
    .replace(/&#(\d{1,6});/g, (_whole, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&(amp|lt|gt|quot|nbsp);/g, (_whole, name: string) => ENTITIES[name] ?? ' ')
}
