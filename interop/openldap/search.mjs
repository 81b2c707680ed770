// OpenLDAP's ldapsearch binds by every form of name, reads the root DSE, and finds people and Exchange.
import { check, ready } from '../check.mjs'
import { as, search } from './tools.mjs'

const { ldap, ldaps, gc, baseDn, admin } = ready.directory
const [alice] = ready.users
const netbios = ready.serviceAccount.down.split('\\')[0]

const root = search(
  ldap,
  [],
  '-s',
  'base',
  '-b',
  '',
  '(objectClass=*)',
  'defaultNamingContext',
  'supportedCapabilities',
)
check('the root DSE is there for everyone', root.includes(`defaultNamingContext: ${baseDn}`), root)

for (const name of [alice.upn, `${netbios}\\${alice.mail.split('@')[0]}`, ready.serviceAccount.upn]) {
  const password = name === ready.serviceAccount.upn ? ready.serviceAccount.password : alice.password
  const found = search(ldap, as(name, password), '-b', baseDn, `(mail=${alice.mail})`, 'sAMAccountName')
  check(`${name} binds and finds alice`, /sAMAccountName: alice/.test(found), found)
}

const byDn = search(ldap, as(admin.dn, admin.password), '-b', baseDn, '(sAMAccountName=alice)', 'objectGUID')
check('the administrator binds by DN', /objectGUID:: /.test(byDn), byDn)
const guid = Buffer.from(/objectGUID:: (\S+)/.exec(byDn)?.[1] ?? '', 'base64')
const octets = [...guid].map((octet) => `\\${octet.toString(16).padStart(2, '0')}`).join('')
const byGuid = search(ldap, as(admin.upn, admin.password), '-b', baseDn, `(objectGUID=${octets})`, 'mail')
check('an octet-exact filter finds by objectGUID', byGuid.includes(`mail: ${alice.mail}`), byGuid)

const scp = search(
  ldap,
  as(ready.serviceAccount.upn, ready.serviceAccount.password),
  '-b',
  `CN=Configuration,${baseDn}`,
  '(&(objectClass=serviceConnectionPoint)(keywords=77378F46-2C66-4aa9-A6A6-3E7A48B19596))',
  'serviceBindingInformation',
)
check(
  'the Autodiscover service connection point names the Autodiscover address',
  scp.toLowerCase().includes(`servicebindinginformation: ${ready.exchange.autodiscoverPox.toLowerCase()}`),
  scp,
)

const catalog = search(
  gc,
  as(alice.upn, alice.password),
  '-b',
  '',
  `(proxyAddresses=smtp:${alice.mail})`,
  'displayName',
)
check(
  'the Global Catalog finds by proxy address over the whole forest',
  /displayName: Alice Adams/.test(catalog),
  catalog,
)

const secured = search(ldaps, as(alice.upn, alice.password), '-b', baseDn, '(sAMAccountName=bob)', 'mail')
check('LDAPS answers with a certificate of the lab', /mail: bob@/.test(secured), secured)

const startTls = search(
  ldap,
  ['-ZZ', ...as(alice.upn, alice.password)],
  '-b',
  baseDn,
  '(sAMAccountName=bob)',
  'mail',
)
check('StartTLS secures a plain connection', /mail: bob@/.test(startTls), startTls)

const refused = search(ldap, as(alice.upn, 'wrong'), '-b', baseDn, '(sAMAccountName=bob)')
check(
  'a wrong password is refused as AD refuses it',
  /Invalid credentials \(49\)[\s\S]*data 52e/.test(refused),
  refused,
)
