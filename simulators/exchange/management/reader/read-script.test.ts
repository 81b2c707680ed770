import { expect, it } from 'vitest'
import { readScript } from './read-script.js'
import type { Command, Element } from './syntax.js'

const KNOWN = ['new-thing', 'get-thing', 'set-thing']
const read = (text: string) => readScript(text, (word) => KNOWN.includes(word.toLowerCase()))

/** Commands as words: parameters with a dash, values as JSON. */
function wordsOf(text: string): readonly string[] {
  return read(text).map(({ pipeline }) =>
    pipeline.stages
      .map((stage) => {
        const { name, elements } = stage as Command
        return [name, ...elements.map(wordOf)].join(' ')
      })
      .join(' | '),
  )
}

function wordOf(element: Element): string {
  const value = element.kind === 'value' ? element.value : element.attached
  const shown = value === undefined ? '' : 'text' in value ? `<${value.text}>` : JSON.stringify(value)
  return element.kind === 'value' ? shown : `-${element.name}${shown === '' ? '' : `:${shown}`}`
}

it.each([
  [
    'values behind a colon, with and without a space',
    'New-Thing -Name:X -Role: Y',
    'New-Thing -Name:<X> -Role:<Y>',
  ],
  ['both kinds of quotes', `New-Thing -Name "a b" -User 'C\\d'`, 'New-Thing -Name <a b> -User <C\\d>'],
  [
    'typographic quotes and dashes',
    'New\u2013Thing \u2013Name \u201ca b\u201d \u2014User \u2018c\u2019',
    'New-Thing -Name <a b> -User <c>',
  ],
  ['doubled quotes as one', `New-Thing 'it''s' "a ""b"""`, 'New-Thing <it\'s> <a "b">'],
  ['escaped characters', 'New-Thing "a`nb `$c `"d`""', 'New-Thing <a\nb $c "d">'],
  ['placeholders that nobody filled in', 'New-Thing -Name:<RoleName>', 'New-Thing -Name:<<RoleName>>'],
  ['spaces and marks that only pages have', 'New-Thing\u00a0-Na\u00admeX\u200b 1', 'New-Thing -NameX <1>'],
])('reads %s', (_what, text, words) => {
  expect(wordsOf(text)).toEqual([words])
})

it('goes on with a command on the next line, unless that begins another', () => {
  const text = `New-Thing -Name X
-Role
"Y"

Get-Thing
Set-Thing 1; Get-Thing 2`

  expect(wordsOf(text)).toEqual([
    'New-Thing -Name <X> -Role <Y>',
    'Get-Thing',
    'Set-Thing <1>',
    'Get-Thing <2>',
  ])
})

it('leaves out comments, prompts and the marks of a continued line', () => {
  const text = `# first the role
[PS] C:\\Windows\\system32>New-Thing -Name X \`
  -Role Y <# why
not #> -Z # the last
PS C:\\> Get-Thing`

  expect(wordsOf(text)).toEqual(['New-Thing -Name <X> -Role <Y> -Z', 'Get-Thing'])
})

it('reads pipelines, also where a line ends with the pipe or begins with it', () => {
  const text = 'Get-Thing a | where {$_.X -eq "}"} |\n  Set-Thing -Y 1\n| fl'

  const [statement] = read(text)

  expect(statement?.pipeline.stages).toMatchObject([
    { name: 'Get-Thing' },
    { name: 'where', elements: [{ value: { kind: 'block', text: '$_.X -eq "}"' } }] },
    { name: 'Set-Thing' },
    { name: 'fl', elements: [] },
  ])
})

it('reads lists, tables, variables and commands in parentheses', () => {
  const text = `$a = Get-Thing x
Set-Thing -L 'a', b,"c" -T @{Add='x','y'; Remove=$null} -P (Get-Thing -N 1).Id -V $a.Name "to $a" -E @()`

  const [assigned, statement] = read(text)

  expect(assigned).toMatchObject({ variable: 'a', source: '$a = Get-Thing x' })
  const { elements } = statement?.pipeline.stages[0] as Command
  const values = elements.flatMap((element) => (element.kind === 'value' ? [element.value] : []))
  expect(values).toMatchObject([
    { kind: 'list', items: [{ text: 'a' }, { text: 'b' }, { text: 'c' }] },
    {
      kind: 'table',
      entries: [
        ['Add', { items: [{ text: 'x' }, { text: 'y' }] }],
        ['Remove', { name: 'null' }],
      ],
    },
    { kind: 'nested', path: ['Id'], pipeline: { stages: [{ name: 'Get-Thing' }] } },
    { kind: 'variable', name: 'a', path: ['Name'] },
    { kind: 'template', parts: [{ text: 'to ' }, { name: 'a' }, { text: '' }] },
    { kind: 'list', items: [] },
  ])
})

it('reads a text that goes over several lines between its marks', () => {
  const [statement] = read(`Set-Thing -M @"
Away.
Back soon.
"@`)

  const { elements } = statement?.pipeline.stages[0] as Command
  expect(elements[1]).toMatchObject({ value: { text: 'Away.\nBack soon.' } })
})

it.each([
  ['Get-Thing "a', 'TerminatorExpectedAtEndOfString', 'The string is missing the terminator: ".'],
  ["Get-Thing 'a", 'TerminatorExpectedAtEndOfString', "The string is missing the terminator: '."],
  ['Get-Thing | where {$_.a', 'MissingEndCurlyBrace', "Missing closing '}'"],
  ['Set-Thing (Get-Thing', 'MissingEndParenthesisInExpression', "Missing closing ')'"],
  ['Get-Thing | | fl', 'EmptyPipeElement', 'An empty pipe element is not allowed.'],
  ['Get-Thing |', 'EmptyPipeElement', 'An empty pipe element is not allowed.'],
  ['Set-Thing @{a}', 'MissingEqualsInHashLiteral', "Missing '='"],
  ['Set-Thing -Name:', 'MissingArgument', 'Missing argument'],
  ['Set-Thing )', 'UnexpectedToken', "Unexpected token ')'"],
])('refuses %s as the shell does', (text, errorId, message) => {
  expect(() => read(text)).toThrow(
    expect.objectContaining({
      message: expect.stringContaining(message) as string,
      facts: { category: 'ParserError', reason: 'ParentContainsErrorRecordException', errorId },
    }),
  )
})
