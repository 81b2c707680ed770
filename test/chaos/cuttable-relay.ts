import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** A TCP relay whose connections can be cut, and which can be closed to new ones for a while. */
export interface CuttableRelay extends AsyncDisposable {
  readonly port: number
  connectTo(port: number): void
  /** Ends every connection; new ones are welcome. */
  cut(): void
  /** Ends every connection and drops each new one, until `open`. */
  close(): void
  open(): void
}

export async function openCuttableRelay(): Promise<CuttableRelay> {
  const sockets = new Set<Socket>()
  let target = 0
  let isOpen = true
  const server = createServer((client) => {
    if (!isOpen) return client.destroy()
    const behind = connect(target, '127.0.0.1')
    for (const [one, other] of [
      [client, behind],
      [behind, client],
    ] as const) {
      sockets.add(one)
      one.setNoDelay(true)
      one.pipe(other)
      one.on('error', () => other.destroy())
      one.on('close', () => {
        sockets.delete(one)
        other.destroy()
      })
    }
    return client
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const cut = (): void => sockets.forEach((socket) => socket.destroy())
  return {
    port: (server.address() as AddressInfo).port,
    connectTo: (port) => void (target = port),
    cut,
    close: () => {
      isOpen = false
      cut()
    },
    open: () => void (isOpen = true),
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => server.close(resolve))
      cut()
      await closed
    },
  }
}
