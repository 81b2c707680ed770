/** What an Autodiscover server said about one address. */
export type AutodiscoverAnswer =
  | { readonly kind: 'settings'; readonly address: string; readonly ewsUrl: string; readonly group: string }
  | { readonly kind: 'redirect-address'; readonly address: string }
  | { readonly kind: 'redirect-url'; readonly url: string }
  /** `code` is Autodiscover's own: 500 means that the address has no mailbox. */
  | { readonly kind: 'error'; readonly code: string; readonly message: string }

export interface Autodiscover {
  ask(url: string, address: string): Promise<AutodiscoverAnswer>
}
