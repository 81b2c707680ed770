import { at, descendants } from '../../clients/index.js'
import type { EwsCall } from './ews-call.js'

/** The property paths that an UpdateItem sets or deletes: `item:Body`, or the name of an extended property. */
export function pathsWritten(call: EwsCall): readonly string[] {
  return ['SetItemField', 'DeleteItemField', 'AppendToItemField']
    .flatMap((name) => descendants(call.body, name))
    .map((update) => {
      const path = update.children[0]
      return path?.attributes['FieldURI'] ?? path?.attributes['PropertyName'] ?? path?.name ?? ''
    })
}

/** The text of the first element of that name in the request; undefined when there is none. */
export function textIn(call: EwsCall, name: string): string | undefined {
  return descendants(call.body, name)[0]?.text
}

/** The mailbox a call is about: whom it impersonates, or, for settings and availability, whom it names. */
export function mailboxOf(call: EwsCall): string | undefined {
  return (
    call.impersonated ??
    (descendants(call.body, 'Address')[0] ?? at(call.body, 'Mailbox', 'EmailAddress'))?.text.toLowerCase()
  )
}
