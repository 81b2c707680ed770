import { usableControls } from '../controls/supported-controls.js'
import { controlRefused } from '../ldap/diagnostics.js'
import type { LdapRequest } from '../ldap/request.js'
import type { LdapResult } from '../ldap/response.js'
import { add } from './add.js'
import { bind } from './bind.js'
import { compare } from './compare.js'
import { deleteEntry } from './delete-entry.js'
import { extended } from './extended.js'
import { modify } from './modify.js'
import type { OperationAnswer, OperationCall } from './operation.js'
import { rename } from './rename.js'
import { search } from './search.js'

type Answered = Exclude<LdapRequest['kind'], 'unbind' | 'abandon'>

const OPERATIONS: { readonly [Kind in Answered]: (call: OperationCall<Kind>) => OperationAnswer } = {
  bind,
  search,
  compare,
  add,
  modify,
  delete: deleteEntry,
  rename,
  extended,
}

/** The kind of message that answers each request; unbind and abandon have none. */
export function isAnswered(kind: LdapRequest['kind']): kind is Answered {
  return kind in OPERATIONS
}

/** An answer that is nothing but a result. */
export function plainAnswer(kind: Answered, result: LdapResult): OperationAnswer {
  return { final: { kind, result } }
}

/** Carries out a request that has an answer. */
export function perform<Kind extends Answered>(kind: Kind, call: OperationCall<Kind>): OperationAnswer {
  const controls = usableControls(call.controls, kind)
  if (controls === undefined) return plainAnswer(kind, controlRefused())
  const operation: (call: OperationCall<Kind>) => OperationAnswer = OPERATIONS[kind]
  return operation({ ...call, controls })
}
