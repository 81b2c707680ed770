// OpenLDAP's tools with AD's controls: pages, order, windows, scopes of attributes, changes since, and referrals.
import { check, ready } from '../check.mjs'
import { as, search, searchLoudly, valuesOf } from './tools.mjs'

const { ldap, gc, baseDn, admin } = ready.directory
const asAdmin = as(admin.upn, admin.password)
const PEOPLE = '(&(objectCategory=person)(objectClass=user)(mail=*))'
const people = (...controls) => searchLoudly(ldap, asAdmin, '-b', baseDn, ...controls, PEOPLE, 'cn')

const everybody = valuesOf('cn', people())
const sorted = [...everybody].sort((one, other) => one.localeCompare(other, 'en'))
check('there are people enough for several pages', everybody.length >= 5, everybody)

const paged = people('-E', 'pr=2/noprompt')
const pages = paged.match(/^# search result$/gm)?.length
check('pages of two bring everybody', valuesOf('cn', paged).length === everybody.length, paged)
check('and as many pages as it takes', pages === Math.ceil(everybody.length / 2), `${pages} pages`)

const ascending = valuesOf('cn', people('-E', 'sss=cn'))
check('the server sorts', ascending.join() === sorted.join(), ascending)
const descending = valuesOf('cn', people('-E', 'sss=-cn', '-E', 'pr=2/noprompt'))
check('and sorts backwards over pages', descending.join() === sorted.toReversed().join(), descending)

const unsortable = people('-E', '!sss=noSuchAttribute')
check('a critical sort by an unknown attribute is refused', /result: 12 /.test(unsortable), unsortable)

// ldapsearch's own "vlv=" asks for window after window, so that the value is written out: 0 before, 1 after, offset 2
const secondAndThird = Buffer.from('300e020100020101a006020102020100', 'hex').toString('base64')
const window = valuesOf('cn', people('-E', 'sss=cn', '-E', `!2.16.840.1.113730.3.4.9=::${secondAndThird}`))
check('a virtual list view shows a window', window.join() === sorted.slice(1, 3).join(), window)
const windowByValue = valuesOf('cn', people('-E', 'sss=cn', '-E', `vlv=0/0:${sorted[2].slice(0, 2)}`))
check('and finds it by a value', windowByValue.length === 1, windowByValue)

const [group] = ready.groups
const member = Buffer.from([0x30, 0x08, 0x04, 0x06, ...Buffer.from('member')]).toString('base64')
const groupDn = valuesOf('dn', search(ldap, asAdmin, '-b', baseDn, `(mail=${group.mail})`, '1.1'))[0]
const members = search(
  ldap,
  asAdmin,
  ...['-s', 'base', '-b', groupDn, '-E', `!1.2.840.113556.1.4.1504=::${member}`],
  '(objectClass=*)',
  'mail',
)
const [alice] = ready.users
check('an attribute scoped query reads the members', members.includes(`mail: ${alice.mail}`), members)

const aliceDn = search(ldap, asAdmin, '-b', baseDn, '-E', 'extendedDn=1', `(mail=${alice.mail})`, 'mail')
const named = Buffer.from(/^dn:: (\S+)$/m.exec(aliceDn)?.[1] ?? '', 'base64').toString()
check('extended DNs carry GUID and SID', /^<GUID=[0-9a-f-]{36}>;<SID=S-1-5-21-/.test(named), aliceDn)

const unlimited = people('-z', '2')
check('a size limit ends a search', /result: 4 /.test(unlimited), unlimited)

const unknown = people('-E', '!1.2.3.4.5')
check('an unknown critical control is refused', /result: 12 /.test(unknown), unknown)

const foreign = searchLoudly(ldap, asAdmin, '-s', 'base', '-b', 'DC=other,DC=test')
check(
  'a foreign base is referred to its domain',
  /result: 10 /.test(foreign) && /^ref: ldap:\/\/other\.test\/DC=other,DC=test$/m.test(foreign),
  foreign,
)
const references = search(ldap, asAdmin, '-b', baseDn, '(cn=nobody at all)')
check('a search of the domain refers to the other contexts', /^# refldap:/m.test(references), references)
const catalog = search(gc, asAdmin, '-b', baseDn, '(cn=nobody at all)')
check('one of the Global Catalog does not', !/ref/.test(catalog), catalog)

const changes = (cookie) =>
  searchLoudly(ldap, asAdmin, '-b', baseDn, '-E', `!dirSync=0/0${cookie}`, PEOPLE, 'displayName')
const first = changes('')
check('DirSync brings everybody at first', valuesOf('displayName', first).length >= everybody.length, first)
const second = changes(`/${dirSyncCookie(first)}`)
check('and nobody when nothing has changed', /result: 0 /.test(second) && !/^dn:/m.test(second), second)

/** The cookie in the response control: SEQUENCE { more, length, cookie }. */
function dirSyncCookie(printed) {
  const [, value = ''] = /^control: 1\.2\.840\.113556\.1\.4\.841 \S+ (\S+)$/m.exec(printed) ?? []
  const octets = Buffer.from(value, 'base64')
  const at = octets.indexOf('MSDS')
  return octets.subarray(at).toString('base64')
}
