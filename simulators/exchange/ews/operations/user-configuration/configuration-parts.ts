import type { CalendarStore } from '../../../calendar/store.js'
import type {
  DictionaryEntry,
  DictionaryValue,
  UserConfiguration,
} from '../../../calendar/user-configurations.js'
import type { EwsObject } from '../../tree.js'
import { child, list, text } from '../request-parts.js'

type Parts = Pick<UserConfiguration, 'dictionary' | 'xmlData' | 'binaryData'>

/** The parts that a `t:UserConfiguration` has; those that it lacks are not in the result. */
export function readParts(element: EwsObject): Parts {
  const dictionary =
    element['Dictionary'] === undefined ? undefined : readDictionary(child(element, 'Dictionary'))
  const parts = {
    dictionary,
    xmlData: text(element, 'XmlData'),
    binaryData: text(element, 'BinaryData'),
  }
  return Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined))
}

function readDictionary(dictionary: EwsObject | undefined): readonly DictionaryEntry[] {
  return list(dictionary, 'DictionaryEntry').map((entry) => ({
    key: readValue(child(entry, 'DictionaryKey') ?? {}),
    value: readNillable(child(entry, 'DictionaryValue')),
  }))
}

function readNillable(element: EwsObject | undefined): DictionaryValue | null {
  return element === undefined || element['@xsi:nil'] === true ? null : readValue(element)
}

/** @observed exchangelib 4.9 writes `True` and reads `true`: the value is stored as what it means */
function readValue(element: EwsObject): DictionaryValue {
  const written = element['Value']
  const values = Array.isArray(written) ? written.map(String) : []
  const type = text(element, 'Type') ?? 'String'
  return { type, values: type === 'Boolean' ? values.map((value) => value.toLowerCase()) : values }
}

/** How each part is shown, by the name that asks for it. @source XSD: UserConfigurationPropertyType */
const PARTS: Readonly<Record<string, (store: CalendarStore, document: UserConfiguration) => EwsObject>> = {
  Id: ({ ids }, { mailbox, folder, number, change }) => ({
    ItemId: {
      '@Id': ids.write({ kind: 'item', mailbox, folder, number }),
      '@ChangeKey': ids.changeKey('Message', mailbox, change),
    },
  }),
  Dictionary: (_store, { dictionary }) =>
    dictionary === undefined ? {} : { Dictionary: { DictionaryEntry: dictionary.map(renderEntry) } },
  XmlData: (_store, { xmlData }) => ({ XmlData: xmlData }),
  BinaryData: (_store, { binaryData }) => ({ BinaryData: binaryData }),
}

/** A `t:UserConfiguration` with the parts that are asked for. */
export function renderConfiguration(
  store: CalendarStore,
  document: UserConfiguration,
  { name, asked }: { readonly name: EwsObject; readonly asked: readonly string[] },
): EwsObject {
  const wanted = Object.keys(PARTS).filter((part) => asked.includes('All') || asked.includes(part))
  const parts = wanted.map((part) => PARTS[part]?.(store, document) ?? {})
  return Object.assign({ UserConfigurationName: name }, ...parts) as EwsObject
}

function renderEntry({ key, value }: DictionaryEntry): EwsObject {
  return {
    DictionaryKey: renderValue(key),
    DictionaryValue: value === null ? { '@xsi:nil': true } : renderValue(value),
  }
}

function renderValue({ type, values }: DictionaryValue): EwsObject {
  return { Type: type, Value: values }
}
