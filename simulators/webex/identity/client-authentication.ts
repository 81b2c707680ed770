import type { Core } from '../../core/index.js'
import { oauthClients, type OAuthClient } from '../records/tokens.js'
import { RestFault } from '../rest/rest-fault.js'
import { hashSecret } from '../secrets.js'

interface ClientCredentials {
  readonly client_id?: string | undefined
  readonly client_secret?: string | undefined
}

/** The application of a token request, by HTTP Basic (as the SDK does) or by fields (as the documentation does). */
export function authenticateClient(
  { world }: Core,
  authorization: string | undefined,
  form: ClientCredentials,
): OAuthClient {
  const { client_id: id, client_secret: secret } = basicOf(authorization) ?? form
  const client = id === undefined ? undefined : world.get(oauthClients, id)
  if (client !== undefined && secret !== undefined && hashSecret(secret) === client.secretHash) return client

  throw new RestFault(400, { code: 'invalid_client', message: 'The client credentials are not valid.' })
}

function basicOf(authorization: string | undefined): ClientCredentials | undefined {
  const encoded = /^Basic (\S+)$/i.exec(authorization ?? '')?.[1]
  if (encoded === undefined) return undefined

  const [id = '', ...secret] = Buffer.from(encoded, 'base64').toString('utf8').split(':')
  return { client_id: decodeURIComponent(id), client_secret: decodeURIComponent(secret.join(':')) }
}
