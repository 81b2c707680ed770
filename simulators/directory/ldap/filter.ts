/**
 * A search filter as it was sent: assertion values are octets, because a GUID or SID is not text.
 * @source RFC 4511 4.5.1.7
 */
export type Filter =
  | { readonly kind: 'and' | 'or'; readonly filters: readonly Filter[] }
  | { readonly kind: 'not'; readonly filter: Filter }
  | { readonly kind: 'present'; readonly attribute: string }
  | {
      readonly kind: 'equal' | 'greater-or-equal' | 'less-or-equal' | 'approximate'
      readonly attribute: string
      readonly value: Buffer
    }
  | {
      readonly kind: 'substrings'
      readonly attribute: string
      readonly initial: Buffer | undefined
      readonly any: readonly Buffer[]
      readonly final: Buffer | undefined
    }
  | {
      readonly kind: 'extensible'
      readonly rule: string | undefined
      readonly attribute: string | undefined
      readonly value: Buffer
      readonly dnAttributes: boolean
    }
