/** A connector as the lab sees it from outside: by what name it logs in, and by which way it comes. */
export interface Connector {
  /** What messages call it. Default `the connector`. */
  readonly name?: string
  /** The endpoint sets of its nodes, as `lab.prepareSubject` opened them: `node1`. */
  readonly endpointSets: readonly string[]
  /** The account as the journal names it, `ENT-PA\CalendarConnectorAcct`. Default: the lab's service account. */
  readonly account?: string
}
