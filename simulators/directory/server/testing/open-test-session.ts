import type { BerWriter as Writer } from '../../ldap/ber/ber-writer.js'
import { BerWriter } from '../../ldap/ber/ber-writer.js'
import type { Control } from '../../ldap/control.js'
import { encodeResponse } from '../../ldap/encode-response.js'
import type { LdapRequest, SearchScope } from '../../ldap/request.js'
import type { LdapResponse } from '../../ldap/response.js'
import { decodeResponse } from '../../ldap/testing/decode-response.js'
import { readFilter } from '../../ldap/testing/read-filter.js'
import { createTestDirectory, type TestDirectory } from '../../testing/create-test-directory.js'
import { perform } from '../operations.js'
import type { OperationAnswer } from '../operation.js'
import { createSession, type Session } from '../session.js'

export const BASE = 'DC=ent-pa,DC=example'

export interface TestSearch {
  readonly base?: string
  readonly scope?: SearchScope
  readonly filter?: string
  readonly attributes?: readonly string[]
  readonly sizeLimit?: number
  readonly typesOnly?: boolean
  readonly controls?: readonly Control[]
}

/** An answer as a client has it, its values as text. */
export interface Answered {
  readonly code: number
  readonly entries: readonly Readonly<Record<string, readonly string[]>>[]
  readonly references: readonly string[]
  /** The values of the controls by their types. */
  readonly controls: ReadonlyMap<string, Buffer | undefined>
}

/** One client of a directory, without a connection. */
export interface TestSession extends TestDirectory {
  readonly session: Session
  search(search?: TestSearch): Answered
  perform(request: LdapRequest, controls?: readonly Control[]): OperationAnswer
}

export interface TestSessionOptions {
  readonly as?: string
  readonly isGlobalCatalog?: boolean
  /** The same directory for one more client. */
  readonly directory?: TestDirectory
}

export function openTestSession(options: TestSessionOptions = {}): TestSession {
  const test = options.directory ?? createTestDirectory()
  const { directory, core } = test
  const session = createSession({
    clock: core.clock,
    directory,
    parties: { from: '127.0.0.1', to: '127.0.0.1' },
    secure: true,
    view: {
      tree: directory.tree,
      isGlobalCatalog: options.isGlobalCatalog ?? false,
      exchangeOrigin: 'https://exchange.test',
    },
  })
  session.account = directory.accounts.find(options.as ?? 'Administrator@ent-pa.example')
  const run = (request: LdapRequest, controls: readonly Control[] = []) =>
    perform(request.kind as 'search', { session, request: request as never, controls })
  return {
    ...test,
    session,
    perform: run,
    search: (search = {}) => answered(run(requestOf(search), search.controls)),
  }
}

function requestOf(search: TestSearch): LdapRequest {
  return {
    kind: 'search',
    base: search.base ?? BASE,
    scope: search.scope ?? 'subtree',
    derefAliases: 0,
    sizeLimit: search.sizeLimit ?? 0,
    timeLimitSeconds: 0,
    typesOnly: search.typesOnly ?? false,
    filter: readFilter(search.filter ?? '(objectClass=*)'),
    attributes: search.attributes ?? [],
  }
}

function answered(answer: OperationAnswer): Answered {
  const responses = [...(answer.before ?? [])].map(asDecoded)
  return {
    code: answer.final.result.code,
    entries: responses.flatMap((response) => (response.kind === 'entry' ? [asRecord(response)] : [])),
    references: responses.flatMap((response) => (response.kind === 'reference' ? response.urls : [])),
    controls: new Map((answer.controls ?? []).map(({ type, value }) => [type, value])),
  }
}

function asDecoded(response: LdapResponse): LdapResponse {
  const writer = new BerWriter()
  encodeResponse(writer, { messageId: 1, response })
  return decodeResponse(writer.take()).response
}

/** An entry's name under `dn`, its values by attribute. */
export function asRecord(entry: Extract<LdapResponse, { kind: 'entry' }>): Answered['entries'][number] {
  const values = entry.attributes.map(
    ({ name, values: all }) => [name, all.map((value) => String(value))] as const,
  )
  return { dn: [entry.dn], ...Object.fromEntries(values) }
}

/** A control whose value is a SEQUENCE of what is written. */
export function control(type: string, write?: (writer: Writer) => void, isCritical = true): Control {
  if (write === undefined) return { type, isCritical, value: undefined }
  const writer = new BerWriter()
  writer.sequence(() => write(writer))
  return { type, isCritical, value: writer.take() }
}
