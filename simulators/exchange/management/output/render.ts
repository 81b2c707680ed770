import { patternOf } from '../filter/satisfies.js'
import { isObject, propertyOf, textOf, type ShellObject, type ShellValue } from '../values.js'
import type { ErrorRecord, Output, View } from './output.js'

/** A table without a width of its own is shown as a list when it has more columns. @source about_Format.ps1xml */
const MOST_COLUMNS = 4

/** What the shell wrote, as a console shows it. */
export function renderOutputs(outputs: readonly Output[]): string {
  return outputs.map(renderOutput).join('\n')
}

export function renderOutput(output: Output): string {
  switch (output.kind) {
    case 'values':
      return renderValues(output.values, output.view)
    case 'error':
      return renderError(output.error)
    case 'warning':
      return `WARNING: ${output.text}`
    case 'message':
      return output.text
  }
}

function renderValues(values: readonly ShellValue[], view: View | undefined): string {
  const objects = values.filter(isObject)
  if (objects.length < values.length) return values.map(textOf).join('\n')
  const [first] = objects
  if (first === undefined) return ''
  const width = Object.keys(first.properties).length
  const { form, properties } = view ?? { form: width > MOST_COLUMNS ? 'list' : 'table' }
  return form === 'list' ? renderList(objects, properties) : renderTable(objects, properties)
}

function renderList(objects: readonly ShellObject[], properties: readonly string[] | undefined): string {
  return `\n${objects.map((object) => renderOne(shownOf(object, properties))).join('\n\n')}\n`
}

function renderOne(shown: Shown): string {
  const width = Math.max(0, ...shown.map(([name]) => name.length))
  return shown.map(([name, value]) => `${name.padEnd(width)} : ${textOf(value)}`.trimEnd()).join('\n')
}

function renderTable(objects: readonly ShellObject[], properties: readonly string[] | undefined): string {
  const rows = objects.map((object) => shownOf(object, properties))
  const names = (rows[0] ?? []).map(([name]) => name)
  const isNumeric = names.map((_, at) => rows.every((row) => typeof row[at]?.[1] === 'number'))
  const lines = [
    names,
    names.map((name) => '-'.repeat(name.length)),
    ...rows.map((row) => row.map(([, value]) => textOf(value))),
  ]
  const widths = names.map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0)))
  const shown = lines.map((line) =>
    line
      .map((cell, at) =>
        isNumeric[at] === true ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0),
      )
      .join(' ')
      .trimEnd(),
  )
  return `\n${shown.join('\n')}\n`
}

type Shown = readonly (readonly [name: string, value: ShellValue])[]

/** The properties that a view asks for; one that is not there has no value. */
export function shownOf(object: ShellObject, properties: readonly string[] = ['*']): Shown {
  return properties.flatMap((asked): Shown => {
    const pattern = patternOf(asked)
    const found = Object.entries(object.properties).filter(([name]) => pattern.test(name))
    return found.length === 0 && !/[*?]/.test(asked) ? [[asked, propertyOf(object, asked)]] : found
  })
}

/** @source how the shell prints an ErrorRecord: the message, then its category and id on lines of their own */
function renderError(error: ErrorRecord): string {
  const { message, category, target = '', cmdlet, reason, fullyQualifiedErrorId } = error
  return [
    message,
    `    + CategoryInfo          : ${category}: (${target === '' ? ':' : shortened(target)}) [${cmdlet}], ${shortened(reason)}`,
    `    + FullyQualifiedErrorId : ${fullyQualifiedErrorId}`,
  ].join('\n')
}

const LONGEST = 40
const KEPT_AT_ENDS = 15

/** `ParameterBindin...mationException` @source System.Management.Automation.ErrorCategoryInfo */
function shortened(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, KEPT_AT_ENDS)}...${text.slice(-KEPT_AT_ENDS)}`
}
