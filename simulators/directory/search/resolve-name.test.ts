import { expect, it } from 'vitest'
import { createTestDirectory } from '../testing/create-test-directory.js'
import { resolveName } from './resolve-name.js'

const STAFF = 'OU=Staff,DC=ent-pa,DC=example'

it.each([
  [`CN=Alice Anders,${STAFF}`, 'entry'],
  [`cn = alice anders , ${STAFF}`, 'entry'],
  [`CN=Nobody,${STAFF}`, 'missing'],
  [`CN=Alice Anders+sn=Anders,${STAFF}`, 'malformed'],
  ['no name at all', 'malformed'],
  ['<GUID=nonsense>', 'malformed'],
  ['<GUID=00000000-0000-0000-0000-000000000001>', 'missing'],
  ['<WKGUID=a9d1ca15768811d1aded00c04fd8d5cd,DC=ent-pa,DC=example>', 'entry'],
  ['DC=other,DC=test', 'foreign'],
])('takes %s for %s', (name, kind) => {
  const { tree } = createTestDirectory().directory

  expect(resolveName(tree, name).kind).toBe(kind)
})
