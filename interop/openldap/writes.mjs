// OpenLDAP's tools write: add, compare, modify, rename and delete, and passwords where AD takes them.
import { check, ready } from '../check.mjs'
import { as, search, tool } from './tools.mjs'

const { ldap, ldaps, gc, baseDn, admin } = ready.directory
const [alice] = ready.users
const asAdmin = as(admin.upn, admin.password)
const people = `CN=Users,${baseDn}`
const dn = `CN=Ida Interop,${people}`
const PASSWORD = 'Interop-Passw0rd'

const write = (name, url, bind, args, input) => tool(name, ['-H', url, ...bind, ...args], { input })
const accepted = (what, { status, printed }) => check(what, status === 0, printed)
const refused = (what, code, { status, printed }) =>
  check(`${what} is refused with ${code}`, status === code || printed.includes(`(${code})`), printed)
const quoted = (password) => Buffer.from(`"${password}"`, 'utf16le').toString('base64')

accepted('ldapwhoami tells who is bound', tool('ldapwhoami', ['-H', ldap, ...asAdmin]))
const whoami = tool('ldapwhoami', ['-H', ldap, ...as(alice.upn, alice.password)]).printed.trim()
check('and names alice as DOMAIN\\user', /^u:[^\\]+\\alice$/.test(whoami), whoami)

accepted(
  'ldapadd makes a user',
  write(
    'ldapadd',
    ldap,
    asAdmin,
    [],
    `dn: ${dn}\nobjectClass: user\nsAMAccountName: ida\nuserPrincipalName: ida@interop.example\n`,
  ),
)
accepted('ldapcompare finds the class', {
  ...write('ldapcompare', ldap, asAdmin, [dn, 'objectClass:person']),
  status: write('ldapcompare', ldap, asAdmin, [dn, 'objectClass:person']).status === 6 ? 0 : 1,
})

const change = (attribute, ...values) =>
  [`dn: ${dn}`, 'changetype: modify', `replace: ${attribute}`, ...values, ''].join('\n')
const setPassword = `unicodePwd:: ${quoted(PASSWORD)}`
accepted('ldapmodify sets a title', write('ldapmodify', ldap, asAdmin, [], change('title', 'title: Tester')))
refused(
  'a password in the clear',
  53,
  write('ldapmodify', ldap, asAdmin, [], change('unicodePwd', setPassword)),
)
accepted('LDAPS takes it', write('ldapmodify', ldaps, asAdmin, [], change('unicodePwd', setPassword)))
accepted(
  'and the account is enabled',
  write('ldapmodify', ldap, asAdmin, [], change('userAccountControl', 'userAccountControl: 512')),
)
const signedIn = search(ldap, as('ida@interop.example', PASSWORD), '-s', 'base', '-b', dn, '(title=Tester)')
check('so that its owner signs in', signedIn.includes(`dn: ${dn}`), signedIn)

refused('RFC 3062 password modify', 2, write('ldappasswd', ldaps, asAdmin, ['-s', 'Other-Passw0rd1', dn]))
refused(
  'an unknown attribute',
  16,
  write('ldapmodify', ldap, asAdmin, [], change('noSuchThing', 'noSuchThing: 1')),
)
refused(
  'a write by another user',
  50,
  write('ldapmodify', ldap, as(alice.upn, alice.password), [], change('title', 'title: Mine')),
)
refused(
  'a write to the Global Catalog',
  53,
  write('ldapmodify', gc, asAdmin, [], change('title', 'title: Elsewhere')),
)
refused('a delete of what has children', 66, write('ldapdelete', ldap, asAdmin, [`OU=Staff,${baseDn}`]))

accepted('ldapmodrdn renames', write('ldapmodrdn', ldap, asAdmin, ['-r', dn, 'CN=Ida Renamed']))
const renamed = search(ldap, asAdmin, '-b', baseDn, '(sAMAccountName=ida)', 'name')
check('and the name follows', renamed.includes('name: Ida Renamed'), renamed)
accepted('ldapdelete deletes', write('ldapdelete', ldap, asAdmin, [`CN=Ida Renamed,${people}`]))
const gone = search(ldap, asAdmin, '-b', baseDn, '-E', 'showDeleted', '(sAMAccountName=ida)', 'isDeleted')
check('and a tombstone remains', gone.includes('isDeleted: TRUE'), gone)

const unbelieved = tool('ldapwhoami', ['-H', ldaps, ...asAdmin], { ca: '/dev/null' })
check('without its authority LDAPS is not believed', unbelieved.status !== 0, unbelieved.printed)
