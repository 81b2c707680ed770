import net, { type AddressInfo, type Server, type Socket } from 'node:net'
import tls, { type TLSSocket } from 'node:tls'
import { LabError } from '../core/index.js'
import type { IssuedCertificate } from './certificates/certificate-authority.js'
import type { ServerCertificates } from './certificates/server-certificates.js'

export interface ListenerOptions {
  /** `main/exchange`: what the port is for. */
  readonly name: string
  readonly host: string
  /** 0 for any free port. */
  readonly port: number
  /** Absent for a port without TLS. */
  readonly secured?: Secured
  /** Whether a client that has ended its side still gets its answer; who accepts it has to end the other side then. */
  readonly allowHalfOpen?: boolean
  /** Takes over each connection, after the TLS handshake if there is one. `raw` is what is below TLS. */
  readonly accept: (socket: Socket, raw: Socket) => void
}

export interface Secured {
  readonly certificates: ServerCertificates
  /** What is shown to a client that names no host. */
  readonly certificate: IssuedCertificate
  /** Application protocols to choose from, such as `http/1.1`; none for protocols that have no name. */
  readonly protocols: readonly string[]
}

/** An open port of the lab. */
export interface Listener extends AsyncDisposable {
  readonly port: number
  /** Closes the port to new connections, or opens it again; those that are open stay. */
  refuse(isRefusing: boolean): Promise<void>
}

/** Opens a port. Closing it ends its connections. */
export async function listen(options: ListenerOptions): Promise<Listener> {
  const { secured, host, name, allowHalfOpen = false } = options
  const open = new Set<Socket>()
  const inHandshake = new Set<Socket>()
  const server =
    secured === undefined ? net.createServer({ allowHalfOpen }) : createTlsServer(secured, allowHalfOpen)
  const watching = secured?.certificates.onChange(({ certificatePem, keyPem }) =>
    (server as tls.Server).setSecureContext({ cert: certificatePem, key: keyPem }),
  )
  const rawOf = secured === undefined ? (socket: Socket) => socket : trackRaw(server)
  if (secured !== undefined) server.on('connection', (raw: Socket) => keep(raw, inHandshake))
  server.on(secured === undefined ? 'connection' : 'secureConnection', (socket: Socket) => {
    socket.setNoDelay(true)
    socket.on('error', () => socket.destroy())
    const raw = rawOf(socket)
    inHandshake.delete(raw)
    keep(socket, open)
    options.accept(socket, raw)
  })

  await bind(server, options.port)
  const { port } = server.address() as AddressInfo
  return {
    port,
    async refuse(isRefusing) {
      if (isRefusing === !server.listening) return
      if (isRefusing) server.close()
      else await bind(server, port)
    },
    async [Symbol.asyncDispose]() {
      watching?.[Symbol.dispose]()
      const closed = server.listening ? new Promise((resolve) => server.close(resolve)) : undefined
      for (const socket of [...open, ...inHandshake]) socket.destroy()
      await closed
    },
  }

  function bind(to: Server, at: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const refused = (cause: Error): void => reject(portTaken(`${host}:${at} for ${name}`, cause))
      to.once('error', refused)
      to.listen(at, host, () => {
        to.off('error', refused)
        resolve()
      })
    })
  }
}

function keep(socket: Socket, among: Set<Socket>): void {
  among.add(socket)
  socket.once('close', () => among.delete(socket))
}

/** Finds the connection below a TLS socket, of which TLS tells nobody: by the client's port. */
function trackRaw(server: Server): (secured: Socket) => Socket {
  const raws = new Map<string, Socket>()
  const keyOf = ({ remoteAddress, remotePort }: Socket): string => `${remoteAddress}:${remotePort}`
  server.on('connection', (raw: Socket) => {
    const key = keyOf(raw)
    raws.set(key, raw)
    raw.once('close', () => raws.delete(key))
  })
  return (secured) => raws.get(keyOf(secured)) ?? secured
}

function createTlsServer(
  { certificate, certificates, protocols }: Secured,
  allowHalfOpen: boolean,
): tls.Server {
  const server = tls.createServer({
    allowHalfOpen,
    cert: certificate.certificatePem,
    key: certificate.keyPem,
    ...(protocols.length === 0 ? {} : { ALPNProtocols: [...protocols] }),
    SNICallback(host, done) {
      const issued = certificates.forHost(host.toLowerCase())
      if (issued === undefined) return done(null)
      issued.then(
        (context) => done(null, context),
        (error: unknown) => done(error as Error),
      )
    },
  })
  server.on('tlsClientError', (_error: Error, socket: TLSSocket) => socket.destroy())
  return server
}

/** A port that cannot be had, and what to do about it. */
export function portTaken(where: string, cause: Error): LabError {
  const isForbidden = 'code' in cause && cause.code === 'EACCES'
  return new LabError('PORT_TAKEN', {
    message: `Cannot listen on ${where}: ${cause.message}.`,
    hint: isForbidden
      ? 'Ports below 1024 need a privilege: allow them (net.ipv4.ip_unprivileged_port_start), or start the lab with "--ports fixed".'
      : 'Stop what uses the port, or start the lab with "--ports random".',
    cause,
  })
}
