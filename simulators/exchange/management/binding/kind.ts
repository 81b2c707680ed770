import { eachOf, isBlock, isList, isObject, isSecret, isTable, textOf, type ShellValue } from '../values.js'
import { Unconvertible } from './unconvertible.js'

/** What a parameter takes, and how a value becomes that. */
export interface Kind<T> {
  /** As the shell names the type in its errors. */
  readonly typeName: string
  /** Given without a value, it means yes. */
  readonly isSwitch?: true
  /** @throws Unconvertible */
  readonly read: (value: ShellValue) => T
}

/** A text; `$null` is nothing. */
export const text: Kind<string | null> = {
  typeName: 'System.String',
  read: (value) => (value === null ? null : oneText(value)),
}

/** A name: on one line, however a page breaks it. */
export const name: Kind<string> = {
  typeName: 'System.String',
  read: (value) => onOneLine(identityText(value)),
}

/** What something is found by; an object that another cmdlet gave names itself. */
export function identity(parameterType: string): Kind<string> {
  return {
    typeName: `Microsoft.Exchange.Configuration.Tasks.${parameterType}`,
    read(value) {
      const read = onOneLine(identityText(value))
      if (read !== '') return read
      throw new Unconvertible('The value cannot be empty or null.')
    },
  }
}

/** The same where `$null` takes away what was there. */
export function optionalIdentity(parameterType: string): Kind<string | null> {
  const { typeName, read } = identity(parameterType)
  return { typeName, read: (value) => (value === null || value === '' ? null : read(value)) }
}

export const secret: Kind<string> = {
  typeName: 'System.Security.SecureString',
  read: (value) => (isSecret(value) ? value.text : oneText(value)),
}

export const boolean: Kind<boolean> = {
  typeName: 'System.Boolean',
  read(value) {
    if (typeof value === 'boolean') return value
    if (typeof value === 'number') return value !== 0
    const [found] = /^(\$?true|1|\$?false|0)$/i.exec(textOf(value)) ?? []
    if (found !== undefined) return /true|1/i.test(found)
    throw new Unconvertible(
      'Boolean parameters accept only Boolean values and numbers, such as $True, $False, 1 or 0 instead.',
    )
  },
}

export const flag: Kind<boolean> = {
  typeName: 'System.Management.Automation.SwitchParameter',
  isSwitch: true,
  read: boolean.read,
}

export const integer: Kind<number> = {
  typeName: 'System.Int32',
  read(value) {
    const read = textOf(value)
    if (/^-?\d{1,10}$/.test(read.trim())) return Number(read)
    throw new Unconvertible('Input string was not in a correct format.')
  },
}

/** A number, `unlimited`, or `$null`, which 2010 writes for unlimited. */
export type Limit = number | 'Unlimited' | null

export function limit(element = 'UInt32'): Kind<Limit> {
  return {
    typeName: `Microsoft.Exchange.Data.Unlimited\`1[System.${element}]`,
    read(value) {
      if (value === null) return null
      const read = textOf(value).trim()
      if (/^unlimited$/i.test(read)) return 'Unlimited'
      if (/^\d{1,10}$/.test(read)) return Number(read)
      throw new Unconvertible(
        `The value "${read}" isn't a number or the word "Unlimited". Please enter a correct value.`,
      )
    },
  }
}

/** One of some names, in any case. */
export function oneOf<const Name extends string>(typeName: string, names: readonly Name[]): Kind<Name> {
  return {
    typeName,
    read(value) {
      const asked = textOf(value).trim()
      const found = names.find((each) => each.toLowerCase() === asked.toLowerCase())
      if (found !== undefined) return found
      throw new Unconvertible(
        `Unable to match the identifier name ${asked} to a valid enumerator name. ` +
          `Specify one of the following enumerator names and try again: ${names.join(', ')}`,
      )
    },
  }
}

/** Several of some names. */
export function someOf<const Name extends string>(
  typeName: string,
  names: readonly Name[],
): Kind<readonly Name[]> {
  const one = oneOf(typeName, names)
  return { typeName, read: (value) => separated(value).map((each) => one.read(each)) }
}

/** A list given whole, or what is to be added to it and taken from it. */
export type ListChange =
  | { readonly kind: 'whole'; readonly values: readonly string[] }
  | { readonly kind: 'change'; readonly add: readonly string[]; readonly remove: readonly string[] }

/** `'a','b'`, `$null` or `@{Add='a'; Remove='b'}`. @source about multivalued properties, Exchange documentation */
export function listOf(typeName: string): Kind<ListChange> {
  return {
    typeName,
    read(value) {
      if (!isTable(value)) return { kind: 'whole', values: eachOf(value).map(identityText) }
      const entry = (key: string): readonly string[] =>
        eachOf(value.entries.get(key) ?? null).map(identityText)
      const unknown = [...value.entries.keys()].find((key) => key !== 'add' && key !== 'remove')
      if (unknown === undefined) return { kind: 'change', add: entry('add'), remove: entry('remove') }
      throw new Unconvertible(`Unexpected operation "${unknown}". Use "Add" or "Remove".`)
    },
  }
}

/** A condition, as `{ … }` or as a text. */
export const filter: Kind<string> = {
  typeName: 'System.String',
  read: (value) => (isBlock(value) ? value.text.trim() : oneText(value)),
}

export const block: Kind<string> = {
  typeName: 'System.Management.Automation.ScriptBlock',
  read(value) {
    if (isBlock(value)) return value.text
    throw new Unconvertible(`Cannot evaluate "${textOf(value)}": it is not a script block.`)
  },
}

/** Names with wildcards, or an object's own. */
export const names: Kind<readonly string[]> = {
  typeName: 'System.Object[]',
  read: (value) => separated(value).map(textOf),
}

/** Anything. */
export const anything: Kind<ShellValue> = { typeName: 'System.Object', read: (value) => value }

/** A list, also one that was written as a text with commas. */
function separated(value: ShellValue): readonly ShellValue[] {
  return eachOf(value).flatMap((each): readonly ShellValue[] =>
    typeof each === 'string' ? each.split(',').map((part) => part.trim()) : [each],
  )
}

function identityText(value: ShellValue): string {
  return isObject(value) ? (value.identity ?? textOf(value)) : oneText(value)
}

function oneText(value: ShellValue): string {
  if (isList(value)) {
    const [only] = value
    if (value.length === 1 && only !== undefined) return oneText(only)
    throw new Unconvertible('Specified method is not supported.')
  }
  if (isTable(value)) throw new Unconvertible('Specified method is not supported.')
  return textOf(value)
}

function onOneLine(read: string): string {
  return read.replace(/\s*\n\s*/g, ' ').trim()
}
