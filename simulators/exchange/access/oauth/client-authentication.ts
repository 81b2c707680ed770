import { X509Certificate } from 'node:crypto'
import type { Instant } from '../../../core/index.js'
import { secretDigest, type ApplicationAdministration } from './application-administration.js'
import type { Application } from './application.js'
import { isSignedBy, readToken, textClaim, timeClaim } from './json-web-token.js'
import { TokenError } from './token-error.js'

const ASSERTION = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

/** How a client has proved itself: as tokens say it, 0 for not at all. */
export interface AuthenticatedClient {
  readonly application: Application
  readonly appidacr: '0' | '1' | '2'
}

export interface ClientDirectory {
  readonly applications: ApplicationAdministration
  readonly now: () => Instant
}

/** Finds out which application asks: by its secret or by an assertion that its certificate signs. */
export function authenticateClient(directory: ClientDirectory, form: URLSearchParams): AuthenticatedClient {
  const assertion = form.get('client_assertion')
  if (assertion !== null) return byAssertion(directory, form, assertion)
  const application = known(directory, form.get('client_id'))
  const secret = form.get('client_secret')
  if (secret === null) return { application, appidacr: '0' }
  if (!application.secrets.includes(secretDigest(secret))) throw new TokenError('secretInvalid')
  return { application, appidacr: '1' }
}

/** @source Microsoft's "Certificate credentials": a JWT with the application as issuer and subject */
function byAssertion(
  directory: ClientDirectory,
  form: URLSearchParams,
  assertion: string,
): AuthenticatedClient {
  const token = readToken(assertion)
  if (token === undefined || form.get('client_assertion_type') !== ASSERTION) {
    throw new TokenError('assertionInvalid')
  }
  const { claims } = token
  const application = known(directory, form.get('client_id') ?? textClaim(claims, 'iss'))
  const isOwn = [textClaim(claims, 'iss'), textClaim(claims, 'sub')].every(
    (name) => name === application.appId,
  )
  const isForUs = /\/oauth2\/(v2\.0\/)?token$/.test(textClaim(claims, 'aud'))
  const isSigned = application.certificates.some((pem) =>
    isSignedBy(token, new X509Certificate(pem).publicKey),
  )
  if (!isOwn || !isForUs || !isSigned) throw new TokenError('assertionInvalid')
  const seconds = directory.now() / 1000
  const [from = 0, until = 0] = [timeClaim(claims, 'nbf'), timeClaim(claims, 'exp')]
  if (until < seconds || from > seconds + CLOCK_SKEW_S) throw new TokenError('assertionExpired')
  return { application, appidacr: '2' }
}

/** Clocks of clients may be ahead. @source Microsoft's "Access tokens": five minutes */
const CLOCK_SKEW_S = 300

function known({ applications }: ClientDirectory, appId: string | null): Application {
  if (appId === null || appId === '') throw new TokenError('parameterMissing')
  const application = applications.application(appId)
  if (application === undefined) throw new TokenError('applicationUnknown')
  return application
}
