import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { createIds, createManualClock, createRandom } from '../../../core/index.js'
import type { Account } from '../../../directory/accounts/account.js'
import type { Accounts } from '../../../directory/accounts/accounts.js'
import type { LogonOutcome } from '../../../directory/accounts/logon.js'
import { planControllers } from '../../../directory/controllers/plan-controllers.js'
import { ntHashOf } from '../../../directory/accounts/nt-hash.js'
import { createNtlmHandshake } from '../../../directory/ntlm/create-ntlm-handshake.js'
import { createForest } from '../../../directory/tree/forest.js'
import type { HttpExchange } from '../../../network/index.js'
import type { AuthenticationScheme } from '../authentication.js'
import { createAuthenticator } from '../authenticator.js'
import { sendUnauthorized } from '../unauthorized.js'
import { openConnection, type KeptConnection } from './kept-connection.js'

export const ALICE: Account = {
  objectGuid: '7b0f3c0e-0000-4000-8000-000000000001',
  sid: 'S-1-5-21-1-2-3-1105',
  sAMAccountName: 'alice',
  netbiosDomain: 'ENT-PA',
  userPrincipalName: 'alice@ent-pa.example',
  displayName: 'Alice',
  distinguishedName: 'CN=Alice,CN=Users,DC=ent-pa,DC=example',
}
export const PASSWORD = 'Pässword:1'

/** A server that says who asked and how long the body was, over an authenticator with one account. */
export async function startGuardedServer(schemes: readonly AuthenticationScheme[]) {
  const authenticator = createAuthenticator({ accounts, schemes, newHandshake })
  const server = http.createServer((request, response) => {
    const exchange = { request, response, socket: request.socket } as unknown as HttpExchange
    const authentication = authenticator.authenticate(exchange)
    if (authentication.kind === 'unauthorized') return sendUnauthorized(exchange, authentication)
    let bytes = 0
    request.on('data', (chunk: Buffer) => (bytes += chunk.length))
    request.on('end', () => {
      response.writeHead(200, [...(authentication.headers ?? [])])
      response.end(`${authentication.account.sAMAccountName} ${bytes}`)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const connections: KeptConnection[] = []

  return {
    authenticator,
    /** A client with one connection of its own. */
    connect() {
      const connection = openConnection(port)
      connections.push(connection)
      return (authorization?: string, body = '') => connection.post({ authorization, body })
    },
    async [Symbol.asyncDispose]() {
      for (const connection of connections) connection[Symbol.dispose]()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function newHandshake() {
  const controllers = planControllers({}, createIds(createRandom(1)))
  const forest = createForest({ dnsDomain: 'ent-pa.example', netbiosDomain: 'ENT-PA', controllers })
  return createNtlmHandshake({ accounts, forest, clock: createManualClock() })
}

function outcomeOf(account: Account | undefined, isRight: boolean): LogonOutcome {
  if (account === undefined) return { kind: 'refused', reason: 'no-such-user', account }
  return isRight ? { kind: 'granted', account } : { kind: 'refused', reason: 'bad-password', account }
}

const NAMES = ['alice', 'ent-pa\\alice', 'alice@ent-pa.example']
const findWindows = (name: string) => (NAMES.includes(name.toLowerCase()) ? ALICE : undefined)

/** What an authenticator asks of the directory, for one account. */
const accounts = {
  findWindows,
  verifyWindowsPassword: (name: string, password: string) =>
    outcomeOf(findWindows(name), password === PASSWORD),
  verifyProof: (account: Account | undefined, proof: (hash: Uint8Array) => boolean) =>
    outcomeOf(account, proof(ntHashOf(PASSWORD))),
} as Partial<Accounts> as Accounts
