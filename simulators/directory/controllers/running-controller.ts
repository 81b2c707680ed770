import type { Socket } from 'node:net'
import { ServerNode } from '../../core/index.js'

/** A domain controller that runs, with its clients. Their pages, log-ons and notifications end with it. */
export class RunningController implements AsyncDisposable {
  readonly #node: ServerNode
  readonly #open = new Set<Socket>()

  constructor(name: string) {
    this.#node = new ServerNode(name)
    this.#node.own({ [Symbol.dispose]: () => this.#open.forEach((socket) => socket.destroy()) })
  }

  accept(socket: Socket): void {
    this.#open.add(socket)
    socket.once('close', () => this.#open.delete(socket))
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#node[Symbol.asyncDispose]()
  }
}
