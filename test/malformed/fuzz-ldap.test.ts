import { writeFileSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { createRandom } from '../../simulators/core/index.js'
import type { LdapRequest } from '../../simulators/directory/ldap/request.js'
import {
  BROKEN_KINDS,
  createBrokenMessages,
} from '../../simulators/directory/ldap/testing/broken-messages.js'
import { encodeRequest } from '../../simulators/directory/ldap/testing/encode-request.js'
import { probeConnection } from '../../simulators/directory/ldap/testing/probe-connection.js'
import { Lab } from '../../simulators/lab/index.js'

/** `node scripts/fuzz-ldap.mjs` sends hundreds of thousands instead of the few of a usual run. */
const messages = Number(process.env['EXWEX_FUZZ_LDAP'] ?? 1_500)
const seed = Number(process.env['EXWEX_FUZZ_LDAP_SEED'] ?? 1)
const reportFile = process.env['EXWEX_FUZZ_LDAP_REPORT']
const AT_ONCE = 4
/** So many whole messages go over a connection before one that may break the stream. */
const PER_CONNECTION = 30
/** From here on the heap is worth measuring: everything has been loaded, compiled and filled once. */
const ENOUGH_FOR_HEAP = 20_000
/** So small that it is full, and loses its oldest entries, before the first measurement. */
const JOURNAL_BYTES = 256 * 1024

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

function heapAfterCollection(): number {
  collectGarbage()
  collectGarbage()
  return process.memoryUsage().heapUsed
}

it(
  'answers broken LDAP messages or closes their connection, and keeps nothing of them',
  { timeout: 900_000 },
  async () => {
    const defects: unknown[] = []
    await using lab = await Lab.start({
      clock: 'manual',
      maxJournalBytes: JOURNAL_BYTES,
      onDefect: (defect) => void defects.push(defect),
    })
    const { directory, users } = lab.ready
    const ports = [directory.ldap, directory.gc].map((url) => Number(new URL(url).port))
    const random = createRandom(seed)
    const broken = createBrokenMessages(random, realRequests(directory.baseDn, users[0]?.upn ?? ''))
    const logOns = [
      undefined,
      users[0],
      users[1],
      { upn: directory.admin.upn, password: directory.admin.password },
    ]
    const kinds: Record<string, number> = {}
    const answers: Record<string, number> = {}
    const complaints: string[] = []
    let sent = 0
    let heapEarly = 0

    const sendSome = async (): Promise<void> => {
      const some = Array.from({ length: PER_CONNECTION }, broken.framed)
      const last = broken.last()
      // the administrator can change the directory, which would grow by what is rightly written
      const who = random.integer(50) === 0 ? logOns[3] : logOns[random.integer(3)]
      const messages = [...logOn(who), ...some.map(({ bytes }) => bytes)]
      const number = (sent += some.length + 1)
      const port = ports[random.integer(ports.length)] ?? 0
      const { end, responses, complaint } = await probeConnection({ port, messages, last: last.bytes })
      if (end === 'hangs' || complaint !== undefined) complaints.push(`${number}: ${complaint ?? 'hangs'}`)
      for (const { kind } of [...some, last]) kinds[kind] = (kinds[kind] ?? 0) + 1
      for (const { response } of responses) {
        const what = 'result' in response ? `${response.kind} ${response.result.code}` : response.kind
        answers[what] = (answers[what] ?? 0) + 1
      }
      answers[end] = (answers[end] ?? 0) + 1
    }
    const begun = process.uptime()
    while (sent < messages) {
      await Promise.all(Array.from({ length: AT_ONCE }, sendSome))
      // what is said at the same instant is remembered together, for the journal's digest
      await lab.advance(1)
      if (heapEarly === 0 && sent >= messages / 10) heapEarly = heapAfterCollection()
    }

    const heapLate = heapAfterCollection()
    const seconds = process.uptime() - begun
    const said = { kinds, answers, complaints, defects: defects.map(describe) }
    const report = { messages: sent, seed, seconds, heapEarly, heapLate, ...said }
    if (reportFile !== undefined) writeFileSync(reportFile, JSON.stringify(report, null, 2))
    expect(said.complaints.slice(0, 5)).toEqual([])
    expect(said.defects.slice(0, 5)).toEqual([])
    expect(Object.keys(kinds).toSorted()).toEqual(BROKEN_KINDS.toSorted())
    if (messages >= ENOUGH_FOR_HEAP) expect(heapLate / heapEarly).toBeLessThanOrEqual(1.1)
  },
)

function describe(defect: unknown): string {
  return defect instanceof Error ? (defect.stack ?? defect.message) : String(defect)
}

function logOn(who: { readonly upn: string; readonly password: string } | undefined): readonly Buffer[] {
  if (who === undefined) return []
  const authentication = { kind: 'simple', password: Buffer.from(who.password) } as const
  const request = { kind: 'bind', version: 3, name: who.upn, authentication } as const
  return [encodeRequest({ messageId: 1, request, controls: [] })]
}

/** What clients really ask, to be broken. */
function realRequests(base: string, upn: string): readonly LdapRequest[] {
  const limits = { derefAliases: 0, sizeLimit: 3, timeLimitSeconds: 0, typesOnly: false } as const
  const value = (text: string) => Buffer.from(text)
  const byName = { kind: 'equal', attribute: 'userPrincipalName', value: value(upn) } as const
  const all = { kind: 'present', attribute: 'objectClass' } as const
  const search = (more: Partial<Extract<LdapRequest, { kind: 'search' }>>): LdapRequest => ({
    kind: 'search',
    base,
    scope: 'subtree',
    ...limits,
    filter: byName,
    attributes: ['cn', 'mail', 'memberOf'],
    ...more,
  })
  const description = { type: 'description', values: [value('broken')] }
  const scratch = `CN=Scratch,CN=Users,${base}`
  return [
    search({}),
    search({ filter: all, scope: 'one-level', attributes: ['*'] }),
    search({ base: `CN=Configuration,${base}`, filter: all, scope: 'base', attributes: ['*', '+'] }),
    search({ base: '', filter: all, scope: 'base', attributes: [] }),
    search({
      filter: { kind: 'substrings', attribute: 'cn', initial: value('A'), any: [], final: undefined },
    }),
    search({
      filter: {
        kind: 'and',
        filters: [
          byName,
          {
            kind: 'extensible',
            rule: '1.2.840.113556.1.4.803',
            attribute: 'userAccountControl',
            value: value('2'),
            dnAttributes: false,
          },
        ],
      },
      attributes: ['member;range=0-1', 'tokenGroups', 'nTSecurityDescriptor', 'canonicalName'],
    }),
    search({ filter: { kind: 'approximate', attribute: 'anr', value: value('Ali') } }),
    { kind: 'compare', dn: `CN=Users,${base}`, attribute: 'cn', value: value('users') },
    { kind: 'modify', dn: `CN=Users,${base}`, modifications: [{ kind: 'replace', attribute: description }] },
    {
      kind: 'add',
      dn: scratch,
      attributes: [{ type: 'objectClass', values: [value('contact')] }, description],
    },
    { kind: 'rename', dn: scratch, newRdn: 'CN=Scratch', deleteOldRdn: true, newSuperior: undefined },
    { kind: 'delete', dn: scratch },
    { kind: 'extended', name: '1.3.6.1.4.1.4203.1.11.3', value: undefined },
    { kind: 'extended', name: '1.2.840.113556.1.4.1781', value: undefined },
    { kind: 'abandon', abandonedId: 1 },
    {
      kind: 'bind',
      version: 3,
      name: '',
      authentication: { kind: 'sasl', mechanism: 'GSS-SPNEGO', credentials: value('NTLMSSP\0\u0001\0\0\0') },
    },
    { kind: 'bind', version: 3, name: 'nobody', authentication: { kind: 'simple', password: value('x') } },
    {
      kind: 'bind',
      version: 3,
      name: 'NTLM',
      authentication: { kind: 'sicily', step: 'negotiate', token: value('NTLMSSP\0') },
    },
  ]
}
