import { expect, it } from 'vitest'
import type { CalendarStore } from '../../../calendar/store.js'
import { viewOf } from './view.js'
import { findItem } from '../access/item-reference.js'
import { STORED_BODIES } from './body-reading.js'
import { createCatalogue } from './catalogue.js'
import { MAPI_ALIASES } from './mapi/aliases.js'
import { createSpecimens } from './testing/specimens.js'
import type { Reading } from './view.js'

const catalogue = createCatalogue()
const { office, specimens } = createSpecimens()

/** What never changes while a server runs. */
const CONSTANT: ReadonlySet<string | symbol> = new Set(['ids', 'zones', 'product'])

/** Notes what is asked for besides the constant parts of the store. */
function watched(asked: Set<string>): Reading {
  const store = new Proxy(office.store, {
    get(target, name: keyof CalendarStore) {
      if (!CONSTANT.has(name)) asked.add(name)
      const value: unknown = target[name]
      return typeof value === 'function' ? (value.bind(target) as unknown) : value
    },
  })
  return {
    store,
    zone: undefined,
    milliseconds: false,
    body: STORED_BODIES,
    get acting() {
      asked.add('acting')
      return undefined
    },
  }
}

it.each(specimens)(
  'shows $name by nothing but itself, but for what is marked',
  ({ owner, kind, reference }) => {
    const mailbox = office.directory.recipients.resolve(owner)?.mailboxGuid ?? ''
    const { item, occurrence } = findItem({ store: office.store, mailbox }, reference)
    const rows = [
      ...catalogue.all.filter(({ kinds }) => kinds.includes(kind)).map((row) => ({ ...row, name: row.uri })),
      ...MAPI_ALIASES.map((alias) => ({ ...alias, elsewhere: undefined })),
    ]

    const wrong = rows.filter((row) => {
      const asked = new Set<string>()
      row.read(viewOf(watched(asked), item, occurrence))
      return asked.size > 0 && row.elsewhere === undefined
    })

    expect(wrong.map(({ name }) => name)).toEqual([])
  },
)
