/** Keywords in Location, the words an organizer types (HC-070, HC-071). */
export type Keyword = '@webex' | '@meet' | '@spark'
/** What may follow a keyword and wins over its configured meaning (HC-076). */
export type Modifier = 'space' | 'myroom' | 'onetime'

export interface KeywordUse {
  readonly keyword: Keyword
  readonly modifier: Modifier | null
}

/**
 * A keyword stands alone: nothing of an address before it, and after it the end, white space, punctuation or a modifier
 * (HC-074). `@webex.com` is the rest of an address, `@webex.` ends a sentence.
 */
const KEYWORD =
  /(?<![\p{L}\p{N}._%+-])(@webex|@meet|@spark)(?![\p{L}\p{N}_])(?!\.[\p{L}\p{N}])(?::(space|myroom|onetime)(?![\p{L}\p{N}_]))?/giu

/** The keywords of a location from left to right, whatever their case; an unknown modifier leaves the bare keyword (HC-072, HC-082). */
export function findKeywords(location: string): readonly KeywordUse[] {
  return [...location.matchAll(KEYWORD)].map(([, keyword = '', modifier]) => ({
    keyword: keyword.toLowerCase() as Keyword,
    modifier: (modifier?.toLowerCase() as Modifier | undefined) ?? null,
  }))
}
