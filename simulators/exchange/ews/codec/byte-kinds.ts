/** What a byte of a document can be; one that is not ASCII is of no kind. */
export type ByteKinds = Uint8Array

/** What a name may hold: 1 at its beginning too, 2 behind it. */
export const NAME_KINDS = kindsOf(/[A-Za-z_]/, /[\d.-]/)

export const REFERENCE = 2

/** What a text mostly holds: 1 what means itself, 2 the beginning of a reference. */
export const TEXT_KINDS = kindsOf(/[\t\n -%'-;=-\\^-~]/, /&/)

/** The same for the value of an attribute. */
export const VALUE_KINDS = kindsOf(/[ !#-%(-;=-\\^-~]/, /&/)

function kindsOf(...kinds: readonly RegExp[]): ByteKinds {
  const table = new Uint8Array(256)
  for (const [kind, characters] of kinds.entries()) {
    for (let code = 0; code < 128; code++)
      if (characters.test(String.fromCharCode(code))) table[code] = kind + 1
  }
  return table
}
