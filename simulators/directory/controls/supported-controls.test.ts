import { expect, it } from 'vitest'
import { CONTROL } from '../ldap/control.js'
import { SUPPORTED_CONTROLS, usableControls } from './supported-controls.js'
import { openTestSession } from '../server/testing/open-test-session.js'

const sent = (type: string, isCritical: boolean, value?: Buffer) => ({ type, isCritical, value })

it('announces each control once', () => {
  const { search } = openTestSession()

  const { entries } = search({ base: '', scope: 'base', attributes: ['supportedControl'] })

  expect(entries[0]?.['supportedControl']).toEqual(SUPPORTED_CONTROLS)
  expect(new Set(SUPPORTED_CONTROLS).size).toBe(SUPPORTED_CONTROLS.length)
})

it.each([
  ['is unknown', sent('1.2.3', true), 'search'],
  ['belongs to searches', sent(CONTROL.domainScope, true), 'modify'],
  ['has no value', sent(CONTROL.sort, true), 'search'],
  ['has a broken value', sent(CONTROL.pagedResults, true, Buffer.from('300102', 'hex')), 'search'],
] as const)(
  'refuses a critical control that %s, and passes over one that is not critical',
  (_why, control, kind) => {
    expect(usableControls([control], kind)).toBeUndefined()
    expect(usableControls([{ ...control, isCritical: false }], kind)).toEqual([])
  },
)

it('takes controls of writes for no mistake in a search', () => {
  const controls = [sent(CONTROL.lazyCommit, true), sent(CONTROL.permissiveModify, true)]

  expect(usableControls(controls, 'search')).toEqual(controls)
})
