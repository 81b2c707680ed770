import type { MessageFields, MessageItem, Person } from '../../../calendar/item.js'
import { isSamePerson, personOf } from '../../../calendar/meetings/people.js'
import type { EwsValue } from '../../tree.js'
import { ItemError } from '../item-error.js'
import { isObject, list, text } from '../request-parts.js'
import { mailboxElement } from './people-elements.js'
import {
  messageProperty,
  type Property,
  type PropertyOptions,
  type Setter,
  type Writing,
} from './property.js'

type PeopleField = 'to' | 'cc' | 'bcc' | 'replyTo'

/** A row for an address field of messages. @source ews.md 4.6: address fields can be appended to */
export function peopleProperty(
  uri: string,
  field: PeopleField,
  options: PropertyOptions<MessageItem> = {},
): Property {
  const withPeople = (item: MessageItem, people: readonly Person[]) => withMessage(item, { [field]: people })
  return messageProperty(uri, ({ item }) => peopleElement(item.message[field]), {
    listed: false,
    set: (item, value, writing) => withPeople(item, readPeople(value, writing)),
    clear: (item) => withPeople(item, []),
    append: (item, value, writing) => {
      const known = item.message[field]
      const added = readPeople(value, writing)
      return withPeople(item, [...known, ...added.filter((person) => !includes(known, person))])
    },
    ...options,
  })
}

export function withMessage<I extends MessageItem>(item: I, changes: Partial<MessageFields>): I {
  return { ...item, message: { ...item.message, ...changes } }
}

/** Stores the value in a field of the message as it is. */
export function inMessage(field: keyof MessageFields): Setter<MessageItem> {
  return (item, value) => withMessage(item, { [field]: value })
}

/** The people of a `t:ToRecipients` and its siblings. */
export function readPeople(value: EwsValue, writing: Writing): readonly Person[] {
  const elements = isObject(value) ? list(value, 'Mailbox') : []
  return elements.map((element) => readPerson(element, writing))
}

/** The person of a `t:From`, `t:Sender`. */
export function readOnePerson(value: EwsValue, writing: Writing): Person {
  const mailbox = isObject(value) ? value['Mailbox'] : undefined
  return readPerson(mailbox, writing)
}

/** Somebody by address, or by a name that only one entry of the directory has. @inferred the latter, from Outlook */
function readPerson(value: EwsValue | readonly unknown[], { store: { recipients } }: Writing): Person {
  const mailbox = isObject(value) ? value : undefined
  const [address, name] = [text(mailbox, 'EmailAddress'), text(mailbox, 'Name')]
  if (address !== undefined) return personOf(recipients, address, name)
  const [found, another] = name === undefined ? [] : recipients.search(name, 2)
  if (found === undefined || another !== undefined) throw new ItemError('ErrorInvalidRecipients')
  return personOf(recipients, found.primarySmtpAddress)
}

function peopleElement(people: readonly Person[]): EwsValue {
  return people.length === 0 ? undefined : { Mailbox: people.map(mailboxElement) }
}

function includes(people: readonly Person[], wanted: Person): boolean {
  return people.some((person) => isSamePerson(person, wanted))
}
