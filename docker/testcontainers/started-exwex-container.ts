import { rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { AbstractStartedContainer, type StartedTestContainer, type StopOptions } from 'testcontainers'
import { type AdminClient, createAdminClient, type ReadyDocument } from '../../simulators/lab/index.js'
import { ContainerError } from './container-error.js'
import { createPeople, type People } from './people.js'
import { StoppedExwexContainer } from './stopped-exwex-container.js'

export interface LabInContainer {
  /** With addresses that this machine reaches. */
  readonly ready: ReadyDocument
  /** PEM of the lab's certificate authority. */
  readonly ca: string
  /** Lab time of a manual clock in epoch milliseconds; undefined for the real one. */
  readonly manualNow: number | undefined
}

/** A lab that answers. Every address in it is one that this machine can reach. */
export class StartedExwexContainer extends AbstractStartedContainer {
  /** Where everything is and who may log on, as the lab's ready document says it. `ca` is a file on this machine. */
  readonly endpoints: ReadyDocument
  /** PEM of the lab's certificate authority: what a client has to trust. */
  readonly ca: string
  /** The lab's admin API: journal, faults, clock, subjects. */
  readonly admin: AdminClient
  /** Who works over EWS with their own credentials: `lab.people.alice`. */
  readonly people: People
  readonly #people: AsyncDisposable
  #manualNow: number | undefined

  constructor(container: StartedTestContainer, { ready, ca, manualNow }: LabInContainer) {
    super(container)
    this.endpoints = ready
    this.ca = ca
    this.admin = createAdminClient(ready.admin)
    this.#manualNow = manualNow
    const now = manualNow === undefined ? undefined : () => this.#manualNow ?? manualNow
    const people = createPeople({ ready, ca, now })
    this.people = people
    this.#people = people
  }

  /** Moves a manual clock by so many milliseconds, for the lab and its people alike. */
  async advance(ms: number): Promise<void> {
    const { now } = await this.admin.advance(ms)
    this.#manualNow = now
  }

  override async stop(options?: Partial<StopOptions>): Promise<StoppedExwexContainer> {
    await this.#people[Symbol.asyncDispose]()
    const stopped = await super.stop(options)
    await rm(dirname(this.endpoints.ca), { recursive: true, force: true })
    return new StoppedExwexContainer(stopped)
  }

  /** A lab keeps nothing, so that one that starts again is another one, with another authority and other ports. */
  override restart(): Promise<never> {
    return Promise.reject(
      new ContainerError(
        'RESTART_UNSUPPORTED',
        'A lab cannot be restarted: it would be another one on other ports. Use admin.reset(), or stop it and start a new one.',
      ),
    )
  }
}
