import { readFileSync } from 'node:fs'
import { connect, isIP, type LookupFunction, type Socket } from 'node:net'
import { connect as connectTls, createSecureContext, rootCertificates, type SecureContext } from 'node:tls'
import { ConnectorError } from '../../error.js'
import type { Traffic } from './traffic.js'

export interface DialTarget {
  readonly host: string
  readonly port: number
  readonly secure: boolean
  /** False accepts any certificate (TLS verify mode Off, HC-020). */
  readonly verify: boolean
  /** True accepts a certificate of a trusted authority for any name. */
  readonly anyName?: boolean
  /** Finds the address of the host, if not as everybody on this machine does. */
  readonly lookup?: LookupFunction
}

/** Opens one counted connection.  */
export interface Dialer {
  /** A connection ready to be written to, over TLS when the target says so. */
  dial(target: DialTarget): Socket
  /** What TLS connections trust: the public roots and the authorities of `caFile`. */
  trust(): SecureContext
}

export function createDialer(options: { traffic: Traffic; caFile?: string | undefined }): Dialer {
  let context: SecureContext | null = null
  const trust = (): SecureContext => (context ??= createSecureContext({ ca: authorities(options.caFile) }))

  const open = (target: DialTarget): Socket => {
    const { host, port } = target
    const lookup = target.lookup === undefined ? {} : { lookup: target.lookup }
    if (!target.secure) return connect({ host, port, noDelay: true, ...lookup })
    const servername = isIP(host) === 0 ? { servername: host } : {}
    return connectTls({
      host,
      port,
      ...lookup,
      ...servername,
      secureContext: trust(),
      rejectUnauthorized: target.verify,
      ...(target.anyName === true ? { checkServerIdentity: () => undefined } : {}),
    }).setNoDelay()
  }
  return {
    trust,
    dial: (target) => {
      const socket = open(target)
      options.traffic.watch(socket)
      return socket
    },
  }
}

function authorities(caFile: string | undefined): string[] {
  if (caFile === undefined) return [...rootCertificates]
  try {
    return [...rootCertificates, readFileSync(caFile, 'utf8')]
  } catch (cause) {
    throw new ConnectorError('SUBJECT_INVALID', {
      message: `The authorities in ${caFile} cannot be read; correct caFile.`,
      cause,
    })
  }
}
