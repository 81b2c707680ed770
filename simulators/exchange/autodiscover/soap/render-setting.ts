import type { NamedSetting, SettingValue } from './responses.js'

type Elements = Readonly<Record<string, unknown>>

/** The type by which a client tells the forms apart, and what is in each. @source ews.md 8.3; soap-messages.xsd */
const FORMS: {
  readonly [Kind in SettingValue['kind']]: {
    readonly type: string
    readonly content: (value: Extract<SettingValue, { kind: Kind }>) => Elements
  }
} = {
  string: { type: 'StringSetting', content: ({ value }) => ({ Value: value }) },
  webClients: {
    type: 'WebClientUrlCollectionSetting',
    content: ({ urls }) => ({
      WebClientUrls: {
        WebClientUrl: urls.map(({ authenticationMethods, url }) => ({
          AuthenticationMethods: authenticationMethods,
          Url: url,
        })),
      },
    }),
  },
  connections: {
    type: 'ProtocolConnectionCollectionSetting',
    content: ({ connections }) => ({
      ProtocolConnections: {
        ProtocolConnection: connections.map(({ hostname, port, encryptionMethod }) => ({
          Hostname: hostname,
          Port: port,
          EncryptionMethod: encryptionMethod,
        })),
      },
    }),
  },
  alternateMailboxes: {
    type: 'AlternateMailboxCollectionSetting',
    content: ({ mailboxes }) => ({
      AlternateMailboxes: {
        AlternateMailbox: mailboxes.map(({ type, displayName, legacyDn, server, ...addresses }) => ({
          Type: type,
          DisplayName: displayName,
          LegacyDN: legacyDn,
          Server: server,
          SmtpAddress: addresses.smtpAddress,
          OwnerSmtpAddress: addresses.ownerSmtpAddress,
        })),
      },
    }),
  },
}

/** Settings as elements; `typeName` makes the name of each one's type. */
export function renderSettings(
  settings: readonly NamedSetting[],
  typeName: (type: string) => string,
): readonly Elements[] {
  return settings.map(({ name, value }) => {
    const { type, content } = FORMS[value.kind]
    // The kind has chosen the form that takes just this value.
    return { '@i:type': typeName(type), Name: name, ...(content as (given: SettingValue) => Elements)(value) }
  })
}
