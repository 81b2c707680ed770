import type { Socket } from 'node:net'
import type { Clock } from '../../../core/index.js'

/** Cuts connections on which nothing has been said for a time. */
export class IdleCut {
  readonly #clock: Clock
  readonly #idleMs: number
  readonly #lastHeard = new WeakMap<Socket, number>()

  constructor(clock: Clock, idleMs: number) {
    this.#clock = clock
    this.#idleMs = idleMs
  }

  /** Something was said on the connection. */
  touch(socket: Socket): void {
    const isNew = !this.#lastHeard.has(socket)
    this.#lastHeard.set(socket, this.#clock.now())
    if (isNew) this.#watch(socket, this.#idleMs)
  }

  #watch(socket: Socket, waitMs: number): void {
    const timer = this.#clock.schedule(waitMs, () => {
      socket.off('close', stop)
      const leftMs = (this.#lastHeard.get(socket) ?? 0) + this.#idleMs - this.#clock.now()
      if (leftMs <= 0) socket.destroy()
      else this.#watch(socket, leftMs)
    })
    const stop = () => timer[Symbol.dispose]()
    socket.once('close', stop)
  }
}
