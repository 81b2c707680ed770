import type { SiteElement } from './write-xml.js'

/** What a field is made of; undefined leaves it out. */
type Scalar = string | number | boolean | undefined

/** How one value becomes elements: a row of the table that an answer is made of. */
export type Field<T> = (value: T) => readonly SiteElement[]

/** The shape of an answer: its elements in order. */
export type Fields<T> = readonly Field<T>[]

/** An element with a text. */
export function field<T>(name: string, read: (value: T) => Scalar): Field<T> {
  return (value) => {
    const content = read(value)
    return content === undefined ? [] : [[name, String(content)]]
  }
}

/** An element that says the same of everybody. */
export const fixed = (name: string, content: string | number | boolean): Field<unknown> =>
  field(name, () => content)

/** Elements that say the same of everybody, in order. */
export function fixedAll(prefix: string, contents: Readonly<Record<string, string | number | boolean>>) {
  return Object.entries(contents).map(([name, content]) => fixed(`${prefix}:${name}`, content))
}

/** An element with children of the same value. */
export function group<T>(name: string, fields: Fields<T>): Field<T> {
  return (value) => [[name, renderFields(fields, value)]]
}

/** An element with children for a part that may not be there. */
export function part<T, Part>(
  name: string,
  read: (value: T) => Part | null | undefined,
  fields: Fields<Part>,
): Field<T> {
  return (value) => {
    const found = read(value)
    return found == null ? [] : [[name, renderFields(fields, found)]]
  }
}

/** An element for each of a list. */
export function each<T, Item>(
  name: string,
  read: (value: T) => readonly Item[],
  fields: Fields<Item>,
): Field<T> {
  return (value) => read(value).map((item): SiteElement => [name, renderFields(fields, item)])
}

export function renderFields<T>(fields: Fields<T>, value: T): readonly SiteElement[] {
  return fields.flatMap((render) => render(value))
}
