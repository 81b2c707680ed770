import type { EwsElement, EwsObject } from '../../../tree.js'
import { text } from '../../request-parts.js'
import { ALICE, idIn, list, type Office } from '../../testing/office.js'

/** `t:ToRecipients` and its siblings. */
export function people(...addresses: readonly string[]): EwsObject {
  return { Mailbox: addresses.map((address) => ({ EmailAddress: address })) }
}

/** Creates a message, or a response object, as somebody; by default it is sent and kept. */
export function createMail(
  office: Office,
  value: EwsObject,
  { as = ALICE, element = 'Message', disposition = 'SendAndSaveCopy', more = {} } = {},
): EwsObject | undefined {
  return office.as(as)('CreateItem', {
    ...(disposition === '' ? {} : { '@MessageDisposition': disposition }),
    Items: { $each: [{ name: element, value }] },
    ...more,
  })[0]
}

/** Saves a message and gives its `t:ItemId`. */
export function saveDraft(office: Office, value: EwsObject): EwsObject {
  return idIn(createMail(office, value, { disposition: 'SaveOnly' }))
}

export function sendItem(office: Office, id: EwsObject, more: EwsObject = {}): EwsObject | undefined {
  const reference: EwsElement = { name: 'ItemId', value: id }
  return office.as(ALICE)('SendItem', {
    '@SaveItemToFolder': true,
    ItemIds: { $each: [reference] },
    ...more,
  })[0]
}

export const codeOf = (message: EwsObject | undefined) => text(message, 'ResponseCode')

export const subjectsIn = (office: Office, address: string, folder = 'inbox') =>
  list(office, address, folder).map((item) => item['Subject'])
