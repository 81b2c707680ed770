import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { PRODUCT_VERSIONS } from '../versions/index.js'
import { CMDLETS } from './cmdlets/all-cmdlets.js'
import { openShellOffice } from './testing/shell-office.js'

it('says what an error is, and where, in the form of the console', async () => {
  await using office = await openShellOffice()

  expect(office.console('Get-Mailbox nobody')).toMatch(
    new RegExp(
      "^The operation couldn't be performed because object 'nobody' couldn't be found on 'dc1\\.ent-pa\\.example'\\.\n" +
        ' {4}\\+ CategoryInfo          : NotSpecified: \\(:\\) \\[Get-Mailbox\\], ManagementObjectNotFoundException\n' +
        ' {4}\\+ FullyQualifiedErrorId : \\[Server=EX01,RequestId=[-0-9a-f]{36},TimeStamp=3/2/2026 8:00:00 AM\\] ' +
        '\\[FailureCategory=Cmdlet-ManagementObjectNotFoundException\\] ' +
        '[0-9A-F]{8},Microsoft\\.Exchange\\.Management\\.RecipientTasks\\.GetMailbox$',
    ),
  )
})

it('names an error by its class alone in 2010', async () => {
  await using office = await openShellOffice({ product: PRODUCT_VERSIONS['2010'] })

  expect(office.errors('Get-Mailbox nobody')[0]?.fullyQualifiedErrorId).toMatch(
    /^[0-9A-F]{8},Microsoft\.Exchange\.Management\.RecipientTasks\.GetMailbox$/,
  )
})

it.each([
  [
    'Get-Foo 1',
    'ObjectNotFound',
    'CommandNotFoundException',
    'CommandNotFoundException',
    "The term 'Get-Foo' is not recognized as the name of a cmdlet, function, script file, or operable program.",
  ],
  [
    'Get-Mailbox -Foo 1',
    'InvalidArgument',
    'ParameterBindingException',
    'NamedParameterNotFound,Get-Mailbox',
    "A parameter cannot be found that matches parameter name 'Foo'.",
  ],
  [
    'Get-Mailbox -R 1',
    'InvalidArgument',
    'ParameterBindingException',
    'AmbiguousParameter,Get-Mailbox',
    "the parameter name 'R' is ambiguous",
  ],
  [
    'Get-Mailbox alice bob',
    'InvalidArgument',
    'ParameterBindingException',
    'PositionalParameterNotFound,Get-Mailbox',
    "A positional parameter cannot be found that accepts argument 'bob'.",
  ],
  [
    'Get-Mailbox -Identity',
    'InvalidArgument',
    'ParameterBindingException',
    'MissingArgument,Get-Mailbox',
    "Missing an argument for parameter 'Identity'.",
  ],
  [
    'Get-Mailbox -Identity a -Identity b',
    'InvalidArgument',
    'ParameterBindingException',
    'ParameterAlreadyBound,Get-Mailbox',
    'is specified more than once',
  ],
  [
    'Get-Mailbox alice -Anr b',
    'InvalidArgument',
    'ParameterBindingException',
    'AmbiguousParameterSet,Get-Mailbox',
    'Parameter set cannot be resolved',
  ],
  [
    'Set-CalendarProcessing',
    'InvalidArgument',
    'ParameterBindingException',
    'MissingMandatoryParameter,Set-CalendarProcessing',
    'missing mandatory parameters: Identity.',
  ],
  [
    'Set-CalendarProcessing board1 -AllowConflicts maybe',
    'InvalidData',
    'ParameterBindingArgumentTransformationException',
    'ParameterArgumentTransformationError,Set-CalendarProcessing',
    'Boolean parameters accept only Boolean values and numbers',
  ],
  [
    'Set-CalendarProcessing board1 -BookingWindowInDays many',
    'InvalidData',
    'ParameterBindingArgumentTransformationException',
    'ParameterArgumentTransformationError,Set-CalendarProcessing',
    'Input string was not in a correct format.',
  ],
  [
    "Get-Mailbox 'alice",
    'ParserError',
    'ParentContainsErrorRecordException',
    'TerminatorExpectedAtEndOfString',
    'The string is missing the terminator',
  ],
])('refuses %s in the words of the shell', async (text, category, reason, fullyQualifiedErrorId, message) => {
  await using office = await openShellOffice()

  expect(office.errors(text)).toMatchObject([
    { category, reason, fullyQualifiedErrorId, message: expect.stringContaining(message) as string },
  ])
})

it('shortens long names as the console does', async () => {
  await using office = await openShellOffice()

  expect(office.console('Set-CalendarProcessing board1 -AllowConflicts maybe')).toContain(
    'CategoryInfo          : InvalidData: (:) [Set-CalendarProcessing], ParameterBindin...mationException',
  )
})

it('goes on after a command that failed, unless it is to stop', async () => {
  await using office = await openShellOffice()
  const kinds = (text: string) => office.run(text).map(({ kind }) => kind)

  expect(kinds('Get-Mailbox nobody; Get-Mailbox alice')).toEqual(['error', 'values'])
  expect(kinds('Get-Mailbox nobody -ErrorAction SilentlyContinue; Get-Mailbox alice')).toEqual(['values'])
  expect(kinds('Get-Mailbox nobody -EA Stop; Get-Mailbox alice')).toEqual(['error'])
  expect(kinds('"alice","nobody","bob" | Get-Mailbox')).toEqual(['error', 'values'])
  expect(kinds('Get-Mailbox alice; Get-Mailbox "')).toEqual(['error'])
})

it('takes what is abbreviated, in any case, as long as it is clear', async () => {
  await using office = await openShellOffice()

  expect(office.objects('gEt-mAILBOX -iden alice -resultsize 1')).toMatchObject([{ Alias: 'alice' }])
})

it('does nothing when asked what it would do', async () => {
  await using office = await openShellOffice()

  expect(office.console('Remove-Mailbox alice -WhatIf')).toBe(
    'What if: Performing the operation "Remove-Mailbox" on target "alice".',
  )
  expect(office.objects('Get-Mailbox alice')).toHaveLength(1)
})

it('keeps what a pipeline gave in a variable, and pipes it on', async () => {
  await using office = await openShellOffice()

  office.objects(`$a = Get-ThrottlingPolicy | where-object {$_.IsDefault -eq $true}
    $a | Set-ThrottlingPolicy -EWSMaxConcurrency 5
    $b = New-ThrottlingPolicy Clerks
    Set-Mailbox alice -ThrottlingPolicy $b
    Set-Mailbox bob -ThrottlingPolicy $b.Id`)

  expect(office.objects('Get-ThrottlingPolicy | where IsDefault -eq $true')).toMatchObject([
    { EwsMaxConcurrency: 5 },
  ])
  expect(
    office.objects('Get-Mailbox | where {$_.ThrottlingPolicy -eq "clerks"} | sort Alias -Descending'),
  ).toMatchObject([{ Alias: 'bob' }, { Alias: 'alice' }])
  expect(office.objects('Get-Mailbox a* | ForEach-Object { Get-CalendarProcessing $_.Alias }')).toHaveLength(
    1,
  )
  expect(office.console('"Policy: $a"')).toBe('Policy: $a')
})

it('is described with every cmdlet that it knows', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../docs/management-shell.md'), 'utf8')
  const described: string[] = []
  let verbs: string[] = []
  for (const [, verb = '', noun] of page.matchAll(/\b([A-Z][a-z]+)-([A-Z]\w+)?/g)) {
    verbs.push(verb)
    if (noun === undefined) continue
    described.push(...verbs.map((each) => `${each}-${noun}`))
    verbs = []
  }

  expect(CMDLETS.map(({ name }) => name).filter((name) => !described.includes(name))).toEqual([])
})

const PIECES = [
  'Get-Mailbox',
  'Set-Mailbox',
  'New-ThrottlingPolicy',
  'Get-Foo',
  'where',
  'fl',
  'ft',
  'select',
  'foreach',
  'sort',
  'alice',
  'board1',
  '-Identity',
  '-Name:',
  '-First',
  '-ExpandProperty',
  '-eq',
  '-match',
  '-Filter',
  '-EmailAddresses',
  '-AccessRights',
  '$a',
  '$_.Name',
  '$null',
  '$a =',
  '|',
  ';',
  '\n',
  '(',
  ')',
  '{',
  '}',
  '@{',
  '@(',
  '@"',
  '"',
  "'",
  '`',
  ',',
  '=',
  '#',
  '<#',
  '#>',
  '-',
  '*',
  '[',
  '1',
  'unlimited',
  '\u201c',
  '\u2013',
]

it(
  'survives whatever is pasted, and says what is wrong in words of its own',
  { timeout: 60_000 },
  async () => {
    await using office = await openShellOffice()

    const pasted = fc.array(fc.constantFrom(...PIECES), { maxLength: 14 }).map((pieces) => pieces.join(' '))
    fc.assert(
      fc.property(pasted, (text) => {
        expect(typeof office.console(text)).toBe('string')
      }),
      { numRuns: 4000, seed: 7 },
    )
  },
)
