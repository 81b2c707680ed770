import type { Control } from '../../ldap/control.js'
import type { Modification, WireAttribute } from '../../ldap/request.js'
import type { LdapResult } from '../../ldap/response.js'
import { createTestDirectory, type TestDirectory } from '../../testing/create-test-directory.js'
import { add } from '../add.js'
import { compare } from '../compare.js'
import { deleteEntry } from '../delete-entry.js'
import { modify } from '../modify.js'
import { rename } from '../rename.js'
import { createSession, type Session } from '../session.js'

type Values = string | Buffer | readonly (string | Buffer)[]

/** `['replace', 'title', 'Boss']` */
export type Change = readonly [kind: Modification['kind'], type: string, values?: Values]

/** A client that writes without a wire between it and the operations; each call gives the result. */
export interface Writer extends TestDirectory {
  readonly session: Session
  add(dn: string, attributes: Readonly<Record<string, Values>>): LdapResult
  modify(dn: string, changes: readonly Change[], controls?: readonly Control[]): LdapResult
  delete(dn: string, controls?: readonly Control[]): LdapResult
  rename(dn: string, newRdn: string, newSuperior?: string): LdapResult
  compare(dn: string, attribute: string, value: string): LdapResult
}

export function createWriter(
  name = 'Administrator@ent-pa.example',
  test: TestDirectory = createTestDirectory(),
): Writer {
  const { directory, clock } = test
  const view = { tree: directory.tree, isGlobalCatalog: false, exchangeOrigin: '' }
  const session = createSession({ clock, directory, view, secure: true })
  session.account = directory.accounts.find(name)
  return {
    ...test,
    session,
    add: (dn, attributes) =>
      add({
        session,
        request: {
          kind: 'add',
          dn,
          attributes: Object.entries(attributes).map(([type, values]) => wire(type, values)),
        },
        controls: [],
      }).final.result,
    modify: (dn, changes, controls = []) =>
      modify({
        session,
        request: {
          kind: 'modify',
          dn,
          modifications: changes.map(([kind, type, values = []]) => ({
            kind,
            attribute: wire(type, values),
          })),
        },
        controls,
      }).final.result,
    delete: (dn, controls = []) =>
      deleteEntry({ session, request: { kind: 'delete', dn }, controls }).final.result,
    rename: (dn, newRdn, newSuperior) =>
      rename({
        session,
        request: { kind: 'rename', dn, newRdn, deleteOldRdn: true, newSuperior },
        controls: [],
      }).final.result,
    compare: (dn, attribute, value) =>
      compare({
        session,
        request: { kind: 'compare', dn, attribute, value: Buffer.from(value) },
        controls: [],
      }).final.result,
  }
}

function wire(type: string, values: Values): WireAttribute {
  const all = typeof values === 'string' || Buffer.isBuffer(values) ? [values] : values
  return { type, values: all.map((value) => (typeof value === 'string' ? Buffer.from(value) : value)) }
}
