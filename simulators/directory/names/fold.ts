/** Printable ASCII needs no normal form; this is nearly every text. */
const PLAIN = /^[ -~]*$/

/** Spaces at an end, or several together. */
const SPACES = /^ | $| {2}/
const KATAKANA = /[\u30a1-\u30f6]/g
const TO_HIRAGANA = -0x60

/**
 * The form of a text in which Active Directory compares String(Unicode): without case, accents, and what tells one kind
 * of kana or width from another; spaces around it do not count, and several inside are one.
 * @source MS-ADTS 3.1.1.2.2.4.12 (NORM_IGNORECASE, NORM_IGNORENONSPACE, NORM_IGNOREKANATYPE, NORM_IGNOREWIDTH)
 * @observed a domain controller's (cn=Anna   Berg)
 */
export function fold(text: string): string {
  const folded = PLAIN.test(text) ? text.toLowerCase() : foldLetters(text)
  return SPACES.test(folded) ? folded.replace(/^ +| +$/g, '').replace(/ +/g, ' ') : folded
}

function foldLetters(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .replace(KATAKANA, (letter) => String.fromCharCode(letter.charCodeAt(0) + TO_HIRAGANA))
    .toLowerCase()
}
