/** Printable ASCII needs no normal form; this is nearly every text. */
const PLAIN = /^[ -~]*$/

/**
 * The form of a text in which Active Directory compares String(Unicode): without case and without accents.
 * @source MS-ADTS 3.1.1.2.2.4.12 (NORM_IGNORECASE, NORM_IGNORENONSPACE)
 */
export function fold(text: string): string {
  return PLAIN.test(text)
    ? text.toLowerCase()
    : text
        .normalize('NFKD')
        .replace(/\p{Mn}/gu, '')
        .toLowerCase()
}
