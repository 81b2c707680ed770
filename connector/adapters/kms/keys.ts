import { z } from 'zod'
import { ConnectorError, isConnectorError } from '../../error.js'
import type { KeyGrant, Keys, MeetingKey } from '../../ports/webex.js'
import type { Clock } from '../../time-and-chance/clock.js'
import {
  openKmsSession,
  requestKms,
  type KmsAnswer,
  type KmsRequest,
  type KmsSession,
  type KmsTools,
} from './session.js'

const keyShape = z.looseObject({ uri: z.string(), jwk: z.looseObject({ k: z.string() }) })
const createdKeys = z.looseObject({ keys: z.array(keyShape).min(1) })
const retrievedKey = z.looseObject({ key: keyShape })
const createdResource = z.looseObject({ resource: z.looseObject({ uri: z.string() }) })

/** Waits of successive tries; after the last one the handshake is done anew. @source webex.md 9 */
const TIMEOUTS_MS = [6_000, 12_000, 24_000] as const
/** A session is given up this long before it ends. @source webex.md 9 */
const MARGIN_MS = 30_000

/** Keys of meetings from the key management service, shared with the people who may read them (HC-191, HC-192). */
export function createKeys(tools: KmsTools & { clock: Clock }): Keys {
  let session: Promise<KmsSession> | null = null
  const known = new Map<string, Uint8Array>()
  tools.mercury.onEvent(async (event) => {
    if (event.eventType === 'encryption.kms_message') await tools.transport.receive(event)
  })

  const usable = async (): Promise<KmsSession> => {
    const current = await (session ??= openKmsSession(tools, TIMEOUTS_MS[0]))
    if (current.expires - MARGIN_MS > tools.clock.now()) return current
    return (session = openKmsSession(tools, TIMEOUTS_MS[0]))
  }
  const request = async (content: KmsRequest['content']): Promise<KmsAnswer> => {
    for (const timeoutMs of TIMEOUTS_MS) {
      try {
        return await requestKms(tools, await usable(), { content, timeoutMs })
      } catch (error) {
        if (!isConnectorError(error, 'KEY_SERVICE') || error.reason !== 'TIMEOUT') {
          session = null
          throw toKeyServiceError(error)
        }
      }
    }
    session = null
    throw new ConnectorError('KEY_SERVICE', {
      message: 'The key service does not answer.',
      reason: 'TIMEOUT',
    })
  }

  const meetingKey = (url: string, bytes: Uint8Array): MeetingKey => {
    known.set(url, bytes)
    return { url, encrypt: (text) => tools.jose.encryptDirect(text, bytes) }
  }
  const retrieve = async (url: string): Promise<MeetingKey> => {
    const bytes =
      known.get(url) ?? keyBytes(retrievedKey.parse(await request({ method: 'retrieve', uri: url })).key)
    return meetingKey(url, bytes)
  }
  const create = async (userIds: readonly string[]): ReturnType<Keys['share']> => {
    const [key] = createdKeys.parse(await request({ method: 'create', uri: '/keys', count: 1 })).keys
    if (key === undefined)
      throw new ConnectorError('KEY_SERVICE', { message: 'The key service created no key.' })
    const { resource } = createdResource.parse(
      await request({ method: 'create', uri: '/resources', userIds, keyUris: [key.uri] }),
    )
    return {
      key: meetingKey(key.uri, keyBytes(key)),
      grant: { keyUrl: key.uri, resourceUrl: resource.uri, userIds },
    }
  }
  const extend = async (grant: KeyGrant, userIds: readonly string[]): Promise<KeyGrant> => {
    const missing = userIds.filter((id) => !grant.userIds.includes(id))
    if (missing.length === 0) return grant
    await request({
      method: 'create',
      uri: '/authorizations',
      resourceUri: grant.resourceUrl,
      userIds: missing,
    })
    return { ...grant, userIds: [...grant.userIds, ...missing] }
  }

  return {
    probe: async () => {
      try {
        await usable()
      } catch (error) {
        session = null
        throw toKeyServiceError(error)
      }
    },
    open: async (url) => {
      const key = await retrieve(url)
      return { ...key, decrypt: (jwe) => tools.jose.decryptDirect(jwe, known.get(url) ?? new Uint8Array()) }
    },
    share: async (userIds, grant) =>
      grant === null
        ? create(userIds)
        : { key: await retrieve(grant.keyUrl), grant: await extend(grant, userIds) },
  }
}

function keyBytes(key: z.infer<typeof keyShape>): Uint8Array {
  return new Uint8Array(Buffer.from(key.jwk.k, 'base64url'))
}

/** Whatever keeps us from a key is a failure of the key service to everyone above (alarm 60154). */
function toKeyServiceError(error: unknown): ConnectorError {
  if (isConnectorError(error, 'KEY_SERVICE')) return error
  return new ConnectorError('KEY_SERVICE', { message: 'The key service cannot be reached.', cause: error })
}
