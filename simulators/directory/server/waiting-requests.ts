import type { LdapInteraction } from './interaction.js'

/** So many requests, or bytes of them, are read ahead; the rest stays in the socket. */
const MAX_REQUESTS = 20
const MAX_BYTES = 1024 * 1024

/** The requests that have come while an earlier one is being answered, in their order. */
export class WaitingRequests {
  #requests: LdapInteraction[] = []
  #bytes = 0

  get isFull(): boolean {
    return this.#requests.length >= MAX_REQUESTS || this.#bytes >= MAX_BYTES
  }

  add(request: LdapInteraction): void {
    this.#requests.push(request)
    this.#bytes += request.envelope.content.length
  }

  take(): LdapInteraction | undefined {
    const first = this.#requests.shift()
    if (first !== undefined) this.#bytes -= first.envelope.content.length
    return first
  }

  clear(): void {
    this.#requests = []
    this.#bytes = 0
  }
}
