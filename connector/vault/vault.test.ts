import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { createVault } from './vault.js'

it('opens what it sealed, and shows nothing of it [HC-018]', () => {
  const vault = createVault(randomBytes(32).toString('base64'))

  const sealed = vault.seal('canary')

  expect(Buffer.from(sealed, 'base64').toString('latin1')).not.toContain('canary')
  expect(vault.open(sealed)).toBe('canary')
  expect(vault.seal('canary')).not.toBe(sealed)
})

it('refuses what another key sealed', () => {
  const sealed = createVault(randomBytes(32).toString('base64')).seal('canary')

  expect(() => createVault(randomBytes(32).toString('base64')).open(sealed)).toThrow(/same vaultKey/)
})
