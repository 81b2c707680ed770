import { ConformanceError } from '../conformance-error.js'
import { requestText } from '../drivers/http-text.js'

/** Webex's public REST API with a person's own token. */
export interface PublicApi {
  /** `https://…/v1` */
  readonly api: string
  readonly token: string
  readonly ca: string
}

/** Reads one resource. Throws OBSERVATION when it is not there. */
export async function getResource(path: string, { api, token, ca }: PublicApi): Promise<unknown> {
  const answer = await requestText({
    method: 'GET',
    url: api + path,
    headers: { authorization: `Bearer ${token}` },
    ca,
  })
  if (answer.status === 200) return JSON.parse(answer.body)
  const what = `GET ${path.split('?')[0]} answered ${answer.status}`
  throw new ConformanceError(
    'OBSERVATION',
    `${what} to a person's own token. Is the public API of this Webex up?`,
  )
}
