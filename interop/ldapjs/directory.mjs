// ldapjs's own client against a server that is not ldapjs: names, pages, octets, StartTLS and errors.
import { readFileSync } from 'node:fs'
import ldapjs from 'ldapjs'
import { check, ready } from '../check.mjs'

const { ldap, ldaps, baseDn, admin } = ready.directory
const [alice] = ready.users
const tlsOptions = { ca: [readFileSync(ready.ca)] }
const PEOPLE = '(&(objectCategory=person)(objectClass=user)(mail=*))'

const client = connect(ldaps)
await call(client, 'bind', admin.upn, admin.password)

const everybody = await search(client, baseDn, { scope: 'sub', filter: PEOPLE, attributes: ['mail'] })
const mails = everybody.entries.map((entry) => valueOf(entry, 'mail').toString())
check('it finds people', mails.includes(alice.mail), mails)
check('and is referred to the other contexts', everybody.references.length === 3, everybody.references)

const paged = await search(client, baseDn, {
  scope: 'sub',
  filter: PEOPLE,
  attributes: ['mail'],
  paged: { pageSize: 2 },
})
check('pages bring everybody', paged.entries.length === mails.length, paged.entries.length)
check('in as many pages as it takes', paged.pages === Math.ceil(mails.length / 2), paged.pages)

const [entry] = (await search(client, baseDn, { scope: 'sub', filter: `(mail=${alice.mail})` })).entries
const guid = Buffer.from(valueOf(entry, 'objectGUID'))
check('an objectGUID is 16 octets', guid.length === 16, guid)
// as text: ldapjs cannot print a filter whose value ends as a character of several octets begins
const dashed = [guid.subarray(0, 4).reverse(), guid.subarray(4, 6).reverse(), guid.subarray(6, 8).reverse()]
const parts = [...dashed, guid.subarray(8, 10), guid.subarray(10)].map((part) => part.toString('hex'))
const sameGuid = `(objectGUID=${parts.join('-')})`
const byGuid = await search(client, baseDn, { scope: 'sub', filter: sameGuid, attributes: ['mail'] })
check('which find the same person', byGuid.entries.length === 1, byGuid.entries.length)

const aliceDn = entry.objectName.toString()
const photo = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0x00, 0x80, 0xfe])
await call(client, 'modify', aliceDn, change('replace', 'thumbnailPhoto', photo))
const [pictured] = (await search(client, aliceDn, { scope: 'base', attributes: ['thumbnailPhoto'] })).entries
check('octets are written and read as they are', photo.equals(valueOf(pictured, 'thumbnailPhoto')), pictured)
await call(client, 'modify', aliceDn, change('replace', 'thumbnailPhoto'))

const dn = `CN=Jo Script,CN=Users,${baseDn}`
await call(client, 'add', dn, { objectClass: ['user'], sAMAccountName: ['jo'] })
check('it compares', await call(client, 'compare', dn, 'sAMAccountName', 'JO'), 'false')
await call(client, 'modifyDN', dn, 'CN=Jo Renamed')
await call(client, 'del', `CN=Jo Renamed,CN=Users,${baseDn}`)
const missing = await outcome(() => search(client, dn, { scope: 'base' }))
check('what is deleted is no such object', missing.code === 32, missing)
const whoAmI = await call(client, 'exop', '1.3.6.1.4.1.4203.1.11.3')
check('Who Am I names the account', /^u:[^\\]+\\Administrator$/i.test(String(whoAmI)), whoAmI)
client.unbind()

const plain = connect(ldap)
await call(plain, 'starttls', tlsOptions, [])
await call(plain, 'bind', alice.upn, alice.password)
const own = await search(plain, baseDn, {
  scope: 'sub',
  filter: `(mail=${alice.mail})`,
  attributes: ['mail'],
})
check('StartTLS, and a bind after it', own.entries.length === 1, own.entries.length)
const forbidden = await outcome(() => call(plain, 'modify', aliceDn, change('replace', 'title', 'Queen')))
check('a write that is not allowed is refused with 50', forbidden.code === 50, forbidden)
plain.unbind()

const stranger = connect(ldap)
const wrong = await outcome(() => call(stranger, 'bind', alice.upn, 'wrong'))
check('a wrong password is 49', wrong.code === 49, wrong)
stranger.unbind()

function connect(url) {
  const one = ldapjs.createClient({ url: [url], ...(url.startsWith('ldaps') ? { tlsOptions } : {}) })
  one.on('error', (error) => check('the connection lasts', error.code === 'ECONNRESET', error))
  return one
}

function call(on, operation, ...args) {
  return new Promise((resolve, reject) => {
    on[operation](...args, (error, result) => (error ? reject(error) : resolve(result)))
  })
}

function search(on, base, options) {
  return new Promise((resolve, reject) => {
    on.search(base, options, (error, answer) => {
      if (error) return reject(error)
      const found = { entries: [], references: [], pages: 0 }
      answer.on('searchEntry', (each) => found.entries.push(each))
      answer.on('searchReference', (each) => found.references.push(each.uris))
      answer.on('page', () => found.pages++)
      answer.on('error', reject)
      answer.on('end', () => resolve(found))
    })
  })
}

function valueOf(from, type) {
  return from.attributes.find((attribute) => attribute.type === type)?.buffers[0] ?? Buffer.alloc(0)
}

function change(operation, type, ...values) {
  return new ldapjs.Change({ operation, modification: new ldapjs.Attribute({ type, values }) })
}

async function outcome(action) {
  try {
    return await action()
  } catch (error) {
    return error
  }
}
