import { expect, it } from 'vitest'
import { createSchema } from './create-schema.js'

const schema = createSchema('exchange')

it('finds attributes and classes by name in any case and by OID', () => {
  expect(schema.attribute('SAMACCOUNTNAME')?.name).toBe('sAMAccountName')
  expect(schema.attribute('2.5.4.3')?.name).toBe('cn')
  expect(schema.class('1.2.840.113556.1.5.9')?.name).toBe('user')
  expect(schema.attribute('noSuchAttribute')).toBeUndefined()
})

it('orders the classes of a user from top to the most specific', () => {
  expect(schema.chain('user').map(({ name }) => name)).toEqual([
    'top',
    'person',
    'organizationalPerson',
    'user',
  ])
})

it('knows both halves of a link', () => {
  const member = schema.attribute('member')

  expect(member && schema.otherHalf(member)?.name).toBe('memberOf')
})

it('knows Exchange only after its setup', () => {
  const fresh = createSchema('fresh')

  expect(fresh.attribute('msExchMailboxGuid')).toBeUndefined()
  expect(fresh.attribute('proxyAddresses')?.isInPartialSet).toBe(false)
  expect(schema.attribute('proxyAddresses')?.isInPartialSet).toBe(true)
  expect([...fresh.allClasses(['user'])].flatMap(({ may }) => may)).not.toContain('homeMDB')
  expect([...schema.allClasses(['user'])].flatMap(({ may }) => may)).toContain('homeMDB')
})

it.each([
  ['userAccountControl', '512', '512'],
  ['userAccountControl', '+5', undefined],
  ['userAccountControl', '2147483648', undefined],
  ['lockoutTime', '-9223372036854775808', '-9223372036854775808'],
  ['msExchHideFromAddressLists', 'yes', undefined],
  ['manager', 'cn=A , ou=B', 'cn=A,ou=B'],
  ['manager', 'nobody', undefined],
  ['whenCreated', '20260302080000.0Z', '20260302080000.0Z'],
  ['whenCreated', 'today', undefined],
  ['objectSid', 's-1-5-21-1-2-3-500', 'S-1-5-21-1-2-3-500'],
])('reads %s from %j as %j', (name, text, kept) => {
  expect(schema.attribute(name)?.syntax.parse(Buffer.from(text))).toBe(kept)
})

it('compares texts without case and accents', () => {
  const key = schema.attribute('sn')?.syntax.key

  expect(key?.('MÜLLER')).toBe(key?.('muller'))
})
