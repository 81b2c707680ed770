import {
  appendBody,
  previewOf,
  showBody,
  storedBody,
  type BodyForm,
  type BodyPart,
} from '../../../calendar/body/convert-body.js'
import type { Body } from '../../../calendar/item.js'
import type { EwsValue } from '../../tree.js'
import { ItemError } from '../item-error.js'
import { isObject, text } from '../request-parts.js'
import { property, type Property } from './property.js'
import type { ItemView } from './view.js'

const asked = { shape: 'asked', listed: false } as const

/** The body of an item in all its forms. @source ews.md 5.1, 5.6 */
export const BODY_PROPERTIES: readonly Property[] = [
  property('item:Body', shown('whole'), {
    listed: false,
    set: (item, value) => ({ ...item, body: bodyAfter(item.body, readBody(value)) }),
    clear: (item) => ({ ...item, body: storedBody(item.body.type, '') }),
    append: (item, value) => ({ ...item, body: append(item.body, value) }),
  }),
  property('item:UniqueBody', shown('unique'), { ...asked, since: 2010 }),
  property('item:NormalizedBody', shown('normalized'), { ...asked, since: 2013 }),
  property('item:Preview', ({ item }) => previewOf(item.body), { shape: 'asked', since: 2013 }),
  property('item:TextBody', shown('whole', 'Text'), { ...asked, since: 2013 }),
]

/** Who writes the same again changes nothing, and a log of changes holds the text once. */
function bodyAfter(before: Body, now: Body): Body {
  return before.type === now.type && before.text === now.text ? before : now
}

/** A `t:Body` of a request as it is stored. */
export function readBody(value: EwsValue): Body {
  const element = isObject(value) ? value : {}
  return storedBody(element['@BodyType'] === 'HTML' ? 'HTML' : 'Text', text(element, '$text') ?? '')
}

function shown(part: BodyPart, form?: BodyForm): Property['read'] {
  return ({ item, reading: { body } }: ItemView) => {
    const question = body.questions[part]
    const { type, text, isTruncated } = showBody(
      item.body,
      form === undefined ? question : { ...question, form },
    )
    if (!body.tellsTruncation) return { '@BodyType': type, $text: text }
    return { '@BodyType': type, '@IsTruncated': isTruncated, $text: text }
  }
}

/** Only text of the stored format can be appended. @source ews.md 4.6 */
function append(stored: Body, value: EwsValue): Body {
  const element = isObject(value) ? value : {}
  if (stored.text === '') return readBody(value)
  if (element['@BodyType'] !== stored.type) throw new ItemError('ErrorInvalidPropertyAppend')
  return appendBody(stored, text(element, '$text') ?? '')
}
