import { expect, it } from 'vitest'
import type { ShellValue } from '../values.js'
import { follow, Scope } from '../runtime/scope.js'
import { readFilter } from './read-filter.js'
import { satisfies } from './satisfies.js'

const POLICY: ShellValue = {
  kind: 'object',
  type: 'Policy',
  properties: { Name: 'Default', IsDefault: true, Limit: 27, Owner: null, Tags: ['a', 'b'] },
}

function holds(text: string): boolean {
  const scope = new Scope(() => [])
  scope.set('wanted', 'default')
  return satisfies(readFilter(text), {
    property: (path) => follow(POLICY, path),
    evaluate: (expression) => scope.evaluate(expression),
  })
}

it.each([
  '$_.IsDefault -eq $true',
  "IsDefault -eq 'True'",
  '$_.IsDefault',
  '$_.Name -eq "DEFAULT"',
  '$_.Name \u2013eq \u201cdefault\u201d',
  '$_.Name -eq $wanted',
  "Name -like 'Def*' -and Limit -gt 9",
  "Name -like 'X*' -or Limit -le 27",
  "-not ($_.Name -like 'X*')",
  "!($_.Name -notlike 'def?ult')",
  '$_.Owner -eq $null',
  '$_.Name -ne $null',
  "$_.Name -match 'fau'",
  "$_.Name -cmatch 'fau' -or $_.Name -ieq 'default'",
  "$_.Tags -contains 'B'",
  "$_.Tags -notcontains 'c'",
  "'a' -in $_.Tags",
  "$_.Name -notin 'x','y'",
  "$_.Name -in 'x','default'",
  '$_.Limit -lt 100 -and $_.Limit -ge 27 -and $_.Limit -ne 3',
])('%s holds', (text) => {
  expect(holds(text)).toBe(true)
})

it.each([
  '$_.IsDefault -eq $false',
  "$_.Name -eq 'other'",
  '$_.Owner',
  '$_.Limit -gt 100',
  "$_.Name -notmatch 'fau'",
  "$_.Name -eq 'default' -and $_.Limit -eq 1",
])('%s does not hold', (text) => {
  expect(holds(text)).toBe(false)
})

it('refuses a pattern that is none', () => {
  expect(() => holds("$_.Name -match '['")).toThrow('parsing "["')
})

it.each(['$_.Name -eq', "($_.Name -eq 'x'", "$_.Name -eq 'x' 'y'"])('refuses %s', (text) => {
  expect(() => readFilter(text)).toThrow()
})
