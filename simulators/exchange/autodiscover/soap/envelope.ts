import { create } from 'xmlbuilder2'
import type { ProductVersion } from '../../versions/index.js'
import { ACTIONS, ADDRESSING, AUTODISCOVER, SCHEMA_INSTANCE, SOAP } from './namespaces.js'
import { ERROR_TEXTS, type Verdict } from './error-code.js'
import { newestSchema } from './supported-schemas.js'
import { renderSettings } from './render-setting.js'
import type { OperationResponse, SettingError, SubjectResponse } from './responses.js'
import type { SoapFault } from './soap-fault.js'

type Elements = Readonly<Record<string, unknown>>

/** The envelope that answers an operation. The version is told in elements, not in attributes as EWS does. @source ews.md 8.3 */
export function renderResponse(response: OperationResponse, product: ProductVersion): string {
  const message = {
    [`${response.operation}ResponseMessage`]: {
      '@xmlns': AUTODISCOVER,
      Response: { '@xmlns:i': SCHEMA_INSTANCE, ...verdict(response, 'whole'), ...content(response) },
    },
  }
  const header = {
    'a:Action': { '@s:mustUnderstand': '1', '#': `${ACTIONS}${response.operation}Response` },
    'h:ServerVersionInfo': { '@xmlns:h': AUTODISCOVER, '@xmlns:i': SCHEMA_INSTANCE, ...versionInfo(product) },
  }
  return envelope(header, message)
}

export function renderFault({ code, uri, text }: SoapFault): string {
  const header = { 'a:Action': { '@s:mustUnderstand': '1', '#': `${ADDRESSING}/fault` } }
  return envelope(header, {
    's:Fault': {
      faultcode: { '@xmlns:f': uri, '#': `f:${code}` },
      faultstring: { '@xml:lang': 'en-US', '#': text },
    },
  })
}

function envelope(header: Elements, body: Elements): string {
  const parts = { 's:Header': header, 's:Body': body }
  return create({ 's:Envelope': { '@xmlns:s': SOAP, '@xmlns:a': ADDRESSING, ...parts } }).end({
    headless: true,
  })
}

function versionInfo(product: ProductVersion): Elements {
  const { major, minor, majorBuild, minorBuild } = product.build
  return {
    'h:MajorVersion': major,
    'h:MinorVersion': minor,
    'h:MajorBuildNumber': majorBuild,
    'h:MinorBuildNumber': minorBuild,
    'h:Version': newestSchema(product),
  }
}

function content(response: OperationResponse): Elements {
  switch (response.operation) {
    case 'GetUserSettings':
      return response.users === undefined
        ? { UserResponses: NIL }
        : { UserResponses: { UserResponse: response.users.map(userResponse) } }
    case 'GetDomainSettings':
      return response.domains === undefined
        ? { DomainResponses: NIL }
        : { DomainResponses: { DomainResponse: response.domains.map(domainResponse) } }
    case 'GetFederationInformation':
      return response.federation === undefined
        ? { ApplicationUri: NIL, TokenIssuers: NIL, Domains: NIL }
        : {
            ApplicationUri: response.federation.applicationUri,
            TokenIssuers: {
              TokenIssuer: response.federation.tokenIssuers.map(({ uri, endpoint }) => ({
                Uri: uri,
                Endpoint: endpoint,
              })),
            },
            Domains: { Domain: response.federation.domains },
          }
  }
}

const NIL = { '@i:nil': 'true' }

function userResponse(response: SubjectResponse): Elements {
  return {
    ...verdict(response),
    RedirectTarget: response.redirectTarget ?? NIL,
    UserSettingErrors: { UserSettingError: response.errors.map(settingError) },
    UserSettings: { UserSetting: renderSettings(response.settings, (kind) => kind) },
  }
}

/** Domains have no settings but texts, of a type of their own, and their parts in another order. */
function domainResponse(response: SubjectResponse): Elements {
  return {
    ...verdict(response),
    DomainSettingErrors: { DomainSettingError: response.errors.map(settingError) },
    DomainSettings: { DomainSetting: renderSettings(response.settings, (kind) => `Domain${kind}`) },
    RedirectTarget: response.redirectTarget ?? NIL,
  }
}

function settingError(error: SettingError): Elements {
  return { ...verdict(error), SettingName: error.setting }
}

/** A whole answer without an error has an empty text. @source ews.md 8.3 */
function verdict({ code, text }: Verdict, level?: 'whole'): Elements {
  const isSilent = level === 'whole' && code === 'NoError'
  return { ErrorCode: code, ErrorMessage: isSilent ? {} : (text ?? ERROR_TEXTS[code]) }
}
