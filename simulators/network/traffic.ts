import type { Socket } from 'node:net'

/** Bytes that passed over a set of sockets, closed ones included: as the application saw them, without TLS. */
export class Traffic {
  readonly #open = new Set<Socket>()
  #received = 0
  #sent = 0

  count(socket: Socket): void {
    this.#open.add(socket)
    socket.once('close', () => {
      this.#open.delete(socket)
      this.#received += socket.bytesRead
      this.#sent += socket.bytesWritten
    })
  }

  read(): { readonly received: number; readonly sent: number } {
    let received = this.#received
    let sent = this.#sent
    for (const socket of this.#open) {
      received += socket.bytesRead
      sent += socket.bytesWritten
    }
    return { received, sent }
  }
}
