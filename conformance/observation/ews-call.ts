import { type XmlElement, at, descendants, parseXml } from '../../clients/index.js'
import { type WireExchange, soapOperation } from '../relays/wire.js'

/** One EWS request that passed authentication, read for what the requirements ask of it. */
export interface EwsCall {
  readonly exchange: WireExchange
  readonly operation: string
  /** The `ConnectingSID` of `ExchangeImpersonation`, lower case; undefined without the header. */
  readonly impersonated: string | undefined
  readonly requestServerVersion: string | undefined
  readonly itemIds: readonly string[]
  readonly folderIds: readonly string[]
  readonly distinguishedFolderIds: readonly string[]
  /** The operation's element. */
  readonly body: XmlElement
}

/** The EWS calls among the exchanges; handshake legs (401) and Autodiscover are none. */
export function ewsCalls(exchanges: readonly WireExchange[]): readonly EwsCall[] {
  return createEwsReader()(exchanges)
}

/** Reads as `ewsCalls` does, each exchange once, however often it is asked. */
export function createEwsReader(): (exchanges: readonly WireExchange[]) => readonly EwsCall[] {
  const known = new WeakMap<WireExchange, EwsCall>()
  const readOnce = (exchange: WireExchange): EwsCall => {
    const call = known.get(exchange) ?? read(exchange)
    known.set(exchange, call)
    return call
  }
  return (exchanges) => exchanges.filter(isEwsCall).map(readOnce)
}

function isEwsCall({ request, answer }: WireExchange): boolean {
  return (
    request.service === 'exchange' &&
    /\/ews\//i.test(request.path) &&
    answer?.status !== 401 &&
    soapOperation(request.body) !== ''
  )
}

function read(exchange: WireExchange): EwsCall {
  const envelope = parseXml(exchange.request.body)
  const header = at(envelope, 'Header')
  const body = at(envelope, 'Body')?.children[0] ?? envelope
  const ids = (name: string) => descendants(body, name).map((element) => element.attributes['Id'] ?? '')
  return {
    exchange,
    operation: body.name,
    impersonated: at(header, 'ExchangeImpersonation', 'ConnectingSID')
      ?.children[0]?.text.trim()
      .toLowerCase(),
    requestServerVersion: at(header, 'RequestServerVersion')?.attributes['Version'],
    itemIds: ids('ItemId'),
    folderIds: ids('FolderId'),
    distinguishedFolderIds: ids('DistinguishedFolderId'),
    body,
  }
}
