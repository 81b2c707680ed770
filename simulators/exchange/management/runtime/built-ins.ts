import { anything, block, filter, flag, integer, names, text } from '../binding/kind.js'
import { mandatory, optional, type Given, type Parameters } from '../binding/parameter.js'
import { readFilter } from '../filter/read-filter.js'
import { satisfies } from '../filter/satisfies.js'
import { shownOf } from '../output/render.js'
import type { View } from '../output/output.js'
import { eachOf, isObject, textOf, type ShellObject, type ShellValue } from '../values.js'
import { follow, type Scope } from './scope.js'

/** What goes through a pipeline, and how it is to be shown at its end. */
export interface Flow {
  readonly values: readonly ShellValue[]
  readonly view?: View | undefined
}

export interface BuiltInContext {
  readonly input: Flow
  readonly scope: Scope
  /** Runs commands with `$_`; what they give. */
  readonly runBlock: (text: string, value: ShellValue) => readonly ShellValue[]
}

/** A command of the shell itself, which works on whatever comes down the pipeline. */
export interface BuiltIn {
  readonly name: string
  readonly aliases: readonly string[]
  readonly parameters: Parameters
  readonly run: (bound: never, context: BuiltInContext) => Flow
}

function builtIn<const P extends Parameters>(
  row: Omit<BuiltIn, 'parameters' | 'run'> & {
    readonly parameters: P
    readonly run: (given: Given<P>, context: BuiltInContext) => Flow
  },
): BuiltIn {
  return row
}

const FORMAT = {
  Property: optional(names, { position: 0 }),
  AutoSize: optional(flag),
  Wrap: optional(flag),
  GroupBy: optional(text),
}

/** The commands that guides put behind a pipe, and those that values are made with. */
export const BUILT_INS: readonly BuiltIn[] = [
  builtIn({
    name: 'Where-Object',
    aliases: ['where', '?'],
    parameters: { FilterScript: mandatory(filter, { position: 0 }) },
    run: ({ FilterScript }, { input, scope }) => ({
      ...input,
      values: where(input.values, { filterText: FilterScript, scope }),
    }),
  }),
  builtIn({
    name: 'ForEach-Object',
    aliases: ['foreach', '%'],
    parameters: { Process: mandatory(block, { position: 0 }) },
    run: ({ Process }, { input, runBlock }) => ({
      values: input.values.flatMap((value) => runBlock(Process, value)),
    }),
  }),
  builtIn({
    name: 'Select-Object',
    aliases: ['select'],
    parameters: {
      Property: optional(names, { position: 0 }),
      ExpandProperty: optional(text),
      First: optional(integer),
      Last: optional(integer),
      Unique: optional(flag),
    },
    run({ Property, ExpandProperty, First, Last }, { input }) {
      const some = input.values.slice(0, First ?? input.values.length).slice(Last === undefined ? 0 : -Last)
      if (typeof ExpandProperty === 'string')
        return { values: some.flatMap((value) => eachOf(follow(value, [ExpandProperty]))) }
      return Property === undefined
        ? { ...input, values: some }
        : { values: some.map((value) => (isObject(value) ? selected(value, Property) : value)) }
    },
  }),
  builtIn({
    name: 'Sort-Object',
    aliases: ['sort'],
    parameters: { Property: optional(names, { position: 0 }), Descending: optional(flag) },
    run({ Property = ['Name'], Descending = false }, { input }) {
      const keyOf = (value: ShellValue) => Property.map((name) => textOf(follow(value, [name]))).join('\0')
      const sorted = input.values.toSorted((a, b) =>
        keyOf(a).localeCompare(keyOf(b), 'en', { numeric: true }),
      )
      return { ...input, values: Descending ? sorted.toReversed() : sorted }
    },
  }),
  builtIn({
    name: 'Measure-Object',
    aliases: ['measure'],
    parameters: {},
    run: (_given, { input }) => ({
      values: [{ kind: 'object', type: 'MeasureInfo', properties: { Count: input.values.length } }],
    }),
  }),
  builtIn({
    name: 'Format-List',
    aliases: ['fl'],
    parameters: FORMAT,
    run: ({ Property }, { input }) => shown(input, 'list', Property),
  }),
  builtIn({
    name: 'Format-Table',
    aliases: ['ft'],
    parameters: FORMAT,
    run: ({ Property }, { input }) => shown(input, 'table', Property),
  }),
  builtIn({ name: 'Out-Null', aliases: [], parameters: {}, run: () => ({ values: [] }) }),
  builtIn({
    name: 'Write-Output',
    aliases: ['echo', 'write', 'Write-Host'],
    parameters: { InputObject: optional(anything, { position: 0 }) },
    run: ({ InputObject }, { input }) => ({ values: [...input.values, ...eachOf(InputObject ?? null)] }),
  }),
  builtIn({
    name: 'ConvertTo-SecureString',
    aliases: [],
    parameters: {
      String: optional(text, { position: 0 }),
      AsPlainText: optional(flag),
      Force: optional(flag),
    },
    run: ({ String: given }, { input }) => ({
      values: [{ kind: 'secret', text: given ?? input.values.map(textOf).join('') }],
    }),
  }),
  builtIn({
    name: 'Get-Credential',
    aliases: [],
    parameters: {
      UserName: optional(text, { position: 0, aliases: ['Credential'] }),
      Message: optional(text),
    },
    run: ({ UserName = '' }) => ({
      values: [
        {
          kind: 'object',
          type: 'PSCredential',
          properties: { UserName, Password: { kind: 'secret', text: '' } },
        },
      ],
    }),
  }),
]

export function builtInOf(word: string): BuiltIn | undefined {
  const wanted = word.toLowerCase()
  return BUILT_INS.find(({ name, aliases }) =>
    [name, ...aliases].some((each) => each.toLowerCase() === wanted),
  )
}

interface Condition {
  readonly filterText: string
  readonly scope: Scope
}

function where(values: readonly ShellValue[], { filterText, scope }: Condition): readonly ShellValue[] {
  const condition = readFilter(filterText)
  return values.filter((value) =>
    scope.with(value, () =>
      satisfies(condition, {
        property: (path) => follow(value, path),
        evaluate: (expression) => scope.evaluate(expression),
      }),
    ),
  )
}

function selected(object: ShellObject, properties: readonly string[]): ShellObject {
  return {
    ...object,
    type: `Selected.${object.type}`,
    properties: Object.fromEntries(shownOf(object, properties)),
  }
}

function shown(input: Flow, form: View['form'], properties: readonly string[] | undefined): Flow {
  return { ...input, view: properties === undefined ? { form } : { form, properties } }
}
