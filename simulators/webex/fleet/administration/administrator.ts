/** Who administers what: everything an administrator does stays within the organization. */
export interface Administrator {
  readonly orgId: string
  /** The mail address, or another name that a history may show. */
  readonly name: string
  /** What the changes of the world are put down to: the journal entry of the request. */
  readonly cause: string
}
