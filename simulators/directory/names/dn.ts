/** One attribute and value of a relative distinguished name. The value is the decoded text. */
export interface Ava {
  /** As written: `CN`, `ou`. */
  readonly type: string
  readonly value: string
}

/** A relative distinguished name. Active Directory has one AVA in each; the codec keeps more. */
export type Rdn = readonly [Ava, ...Ava[]]

/** A distinguished name, most specific RDN first. Empty for the root of the tree. */
export type Dn = readonly Rdn[]
