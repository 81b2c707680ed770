import { createHash } from 'node:crypto'
import { create } from 'xmlbuilder2'
import { formatMilliseconds, type Instant } from '../../../core/index.js'
import type { MailboxFacts } from '../mailbox-facts.js'
import { POX_ERRORS, type PoxErrorCode } from './pox-errors.js'
import { protocols, type ClientAbilities } from './pox-protocols.js'

const ENVELOPE_SCHEMA = 'http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006'
export const RESPONSE_SCHEMA =
  'http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a'

/** The documents of POX Autodiscover. @source ews.md 8.2 */
export function renderSettings(facts: MailboxFacts, abilities: ClientAbilities): string {
  const { mailbox, deployment } = facts
  const { product } = deployment
  return document(RESPONSE_SCHEMA, {
    User: {
      DisplayName: mailbox.displayName,
      LegacyDN: mailbox.legacyExchangeDN,
      AutoDiscoverSMTPAddress: mailbox.primarySmtpAddress,
      DeploymentId: deployment.id,
    },
    Account: {
      AccountType: 'email',
      Action: 'settings',
      ...(product.hasFrontEnd ? { MicrosoftOnline: product.name === 'online' ? 'True' : 'False' } : {}),
      Protocol: protocols(facts, abilities),
      AlternativeMailbox: deployment.alternatesOf(mailbox).map((other) => ({
        Type: 'Delegate',
        DisplayName: other.displayName,
        SmtpAddress: other.primarySmtpAddress,
        OwnerSmtpAddress: other.primarySmtpAddress,
      })),
    },
  })
}

/** Sends the client on, to another address of the same person or to another Autodiscover. */
export type Redirection = { readonly RedirectAddr: string } | { readonly RedirectUrl: string }

export function renderRedirection(to: Redirection): string {
  const action = 'RedirectAddr' in to ? 'redirectAddr' : 'redirectUrl'
  return document(RESPONSE_SCHEMA, { Account: { AccountType: 'email', Action: action, ...to } })
}

/** `Id` stands for the server, `Time` is the time of day with seven decimals. */
export function renderError(code: PoxErrorCode, { server, at }: { server: string; at: Instant }): string {
  return document(undefined, {
    Error: {
      '@Time': `${formatMilliseconds(at).slice(11, 23)}0000`,
      '@Id': String(createHash('sha256').update(server).digest().readUInt32LE()),
      ErrorCode: String(code),
      Message: POX_ERRORS[code],
      DebugData: {},
    },
  })
}

function document(responseSchema: string | undefined, response: object): string {
  const schema = responseSchema === undefined ? {} : { '@xmlns': responseSchema }
  return create(
    { version: '1.0', encoding: 'utf-8' },
    { Autodiscover: { '@xmlns': ENVELOPE_SCHEMA, Response: { ...schema, ...response } } },
  ).end()
}
