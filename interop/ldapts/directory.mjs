// ldapts, which many Node programs use: it signs in, pages, reads and writes octets, and is told AD's errors.
import { readFileSync } from 'node:fs'
import { Attribute, Change, Client, EqualityFilter, InvalidCredentialsError } from 'ldapts'
import { check, ready } from '../check.mjs'

const { ldap, ldaps, gc, baseDn, admin } = ready.directory
const [alice] = ready.users
const tls = { ca: readFileSync(ready.ca) }
const PEOPLE = '(&(objectCategory=person)(objectClass=user)(mail=*))'

const client = await signedIn(ldaps, admin.upn, admin.password)

const { searchEntries: people, searchReferences } = await client.search(baseDn, {
  filter: PEOPLE,
  attributes: ['mail', 'objectClass'],
})
check(
  'it finds people',
  people.some(({ mail }) => mail === alice.mail),
  people,
)
check('and is referred to the other contexts', searchReferences.length === 3, searchReferences)
check(
  'several values come as a list',
  people[0].objectClass.join() === 'top,person,organizationalPerson,user',
  people[0],
)

const paged = await client.search(baseDn, { filter: PEOPLE, attributes: ['mail'], paged: { pageSize: 2 } })
check('pages bring everybody', paged.searchEntries.length === people.length, paged.searchEntries.length)
const pages = []
for await (const page of client.searchPaginated(baseDn, { filter: PEOPLE, paged: { pageSize: 2 } })) {
  pages.push(page.searchEntries.length)
}
check('page by page as well', pages.length === Math.ceil(people.length / 2), pages)

const octets = { attributes: ['objectGUID', 'mail'], explicitBufferAttributes: ['objectGUID'] }
const found = await client.search(baseDn, { filter: `(mail=${alice.mail})`, ...octets })
const [{ dn: aliceDn, objectGUID }] = found.searchEntries
check('an objectGUID is 16 octets', Buffer.isBuffer(objectGUID) && objectGUID.length === 16, objectGUID)
const sameGuid = new EqualityFilter({ attribute: 'objectGUID', value: objectGUID })
const byGuid = await client.search(baseDn, { filter: sameGuid, attributes: ['mail'] })
check('which find the same person', byGuid.searchEntries[0]?.mail === alice.mail, byGuid.searchEntries)

const photo = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0x00, 0x80, 0xfe])
await client.modify(aliceDn, change('replace', 'thumbnailPhoto', [photo]))
const { searchEntries: pictured } = await client.search(aliceDn, {
  scope: 'base',
  attributes: ['thumbnailPhoto'],
  explicitBufferAttributes: ['thumbnailPhoto'],
})
check('octets are written and read as they are', photo.equals(pictured[0].thumbnailPhoto), pictured)
await client.modify(aliceDn, change('delete', 'thumbnailPhoto', []))

const dn = `CN=Theo Types,CN=Users,${baseDn}`
const renamed = `CN=Theo Renamed,CN=Users,${baseDn}`
await client.add(dn, { objectClass: 'user', sAMAccountName: 'theo' })
check('it compares', await client.compare(dn, 'sAMAccountName', 'THEO'), 'false')
await client.modifyDN(dn, renamed)
const { searchEntries: after } = await client.search(baseDn, {
  filter: '(sAMAccountName=theo)',
  attributes: ['cn'],
})
check('it renames', after[0]?.cn === 'Theo Renamed', after)
await client.del(renamed)
const missing = await outcome(() => client.search(renamed, { scope: 'base' }))
check('what is deleted is no such object', missing.code === 32, missing)

const { value } = await client.exop('1.3.6.1.4.1.4203.1.11.3')
check('Who Am I names the account', /^u:[^\\]+\\Administrator$/i.test(String(value)), value)
await client.unbind()

const plain = new Client({ url: ldap })
await plain.startTLS(tls)
await plain.bind(alice.upn, alice.password)
const own = await plain.search(baseDn, { filter: `(mail=${alice.mail})`, attributes: ['mail'] })
check('StartTLS, and a bind after it', own.searchEntries[0]?.mail === alice.mail, own.searchEntries)
const forbidden = await outcome(() => plain.modify(aliceDn, change('replace', 'title', ['Queen'])))
check('a write that is not allowed is refused with 50', forbidden.code === 50, forbidden)
await plain.unbind()

const stranger = new Client({ url: ldap })
const wrong = await outcome(() => stranger.bind(alice.upn, 'wrong'))
await stranger.unbind()
check('a wrong password is 49', wrong instanceof InvalidCredentialsError, wrong)
check("and its message carries AD's reason", /data 52e/.test(wrong.message), wrong.message)

const catalog = await signedIn(gc, alice.upn, alice.password)
const forest = await catalog.search('', {
  filter: '(objectClass=serviceConnectionPoint)',
  attributes: ['cn'],
})
check('the Global Catalog is searched from its root', forest.searchEntries.length > 0, forest.searchEntries)
await catalog.unbind()

async function signedIn(url, name, password) {
  const one = new Client({ url, ...(url.startsWith('ldaps') ? { tlsOptions: tls } : {}) })
  await one.bind(name, password)
  return one
}

function change(operation, type, values) {
  return new Change({ operation, modification: new Attribute({ type, values }) })
}

async function outcome(action) {
  try {
    return await action()
  } catch (error) {
    return error
  }
}
