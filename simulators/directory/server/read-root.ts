import { isPing, netlogonAttribute } from '../controllers/netlogon/netlogon-attribute.js'
import { readControl } from '../controls/control-codec.js'
import { EXTENDED_DN, extendName } from '../controls/extended-dn.js'
import type { AttributeValues } from '../ldap/response.js'
import { SUCCESS } from '../ldap/result-code.js'
import { readRootDse, ROOT_NAMES } from '../search/root-dse.js'
import type { OperationAnswer, OperationCall } from './operation.js'

type SearchCall = OperationCall<'search'>

/** What the root of the tree says, to anybody; a ping that is for another domain gets no entry. @source MS-ADTS 3.1.1.3.2 */
export function readRoot(call: SearchCall): OperationAnswer {
  const final = { kind: 'search', result: SUCCESS } as const
  const attributes = attributesOf(call)
  return attributes === undefined ? { final } : { before: [{ kind: 'entry', dn: '', attributes }], final }
}

function attributesOf({ session, request, controls }: SearchCall): readonly AttributeValues[] | undefined {
  const { account, clock, parties, view } = session
  const { tree } = view
  const ping = isPing(request) ? netlogonAttribute(tree, request, parties) : undefined
  if (isPing(request) && ping === undefined) return undefined
  const read = readRootDse({ tree, clock, account }, request.attributes)
  const attributes = ping === undefined ? read : [...read, ping]
  if (request.typesOnly) return attributes.map(({ name }) => ({ name, values: [] }))

  const form = readControl(controls, EXTENDED_DN)
  if (form === undefined) return attributes
  return attributes.map(({ name, values }) => ({
    name,
    values: ROOT_NAMES.has(name) ? values.map((value) => extendName(tree, String(value), form)) : values,
  }))
}
