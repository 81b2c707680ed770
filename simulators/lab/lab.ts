import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  createCore,
  createManualClock,
  createRealClock,
  createScaledClock,
  instant,
  LabError,
  type Clock,
  type Core,
  type Journal,
  type WorldSnapshot,
} from '../core/index.js'
import {
  CertificateAuthority,
  lazyService,
  type Advertised,
  type CertificateRequest,
  type HttpService,
  type IssuedCertificate,
  type MemoryConnection,
  type OpenEndpointSet,
} from '../network/index.js'
import type { BudgetReport, MailOutside, AdministratorShell } from '../exchange/index.js'
import type { RoomDevice, Screen } from '../webex/index.js'
import type { LabControl } from './admin/control.js'
import { Companions, type Companion } from './companions.js'
import { createControllerControl, type ControllerControl } from './controller-control.js'
import { openDoors, type ExchangeDoors } from './exchange-doors.js'
import { createDisplays, type Displays } from './displays/displays.js'
import type { LabTms } from './displays/lazy-displays.js'
import type { LabProductivityTools } from './displays/open-productivity-tools.js'
import type { LabOptions } from './lab-options.js'
import { createOrganization } from './organization/create-organization.js'
import type { Organization } from './organization/organization.js'
import { readLdif } from './organization/read-ldif.js'
import { createParts, type Parts } from './parts.js'
import { createPeople, type People } from './people/people.js'
import type { ReadyDocument } from './ready-document.js'
import { renderReadyDocument } from './render-ready-document.js'
import { prepareSubject } from './subjects/prepare-subject.js'
import type { DocumentFor, SubjectRequest } from './subjects/subject-document.js'
import type { LabTime } from './time/lab-time.js'
import { Wires, type WayRequest, type Whereabouts } from './wires.js'

/** What of a lab can be asked over a connection in memory. */
export type AnsweringService = 'exchange' | 'site' | 'cloud' | 'admin'

interface Standing {
  readonly options: LabOptions
  readonly core: Core
  readonly parts: Parts
  readonly wires: Wires
  readonly ca: CertificateAuthority
  readonly directory: string
  readonly time: { readonly origin: string; readonly lab: LabTime } | undefined
}

/**
 * A whole enterprise and a whole cloud in this process.
 *
 *     await using lab = await Lab.start({ clock: 'manual' })
 *     lab.ready.exchange.ews // https://127.0.0.1:…/EWS/Exchange.asmx
 */
export class Lab implements LabControl, AsyncDisposable {
  readonly #standing: Standing
  readonly #start: WorldSnapshot
  /** Made again when what is advertised has changed. */
  #ready: { readonly of: Advertised; readonly document: ReadyDocument } | undefined
  #open: { readonly at: Whereabouts; readonly doors: ExchangeDoors; readonly admin: HttpService } | undefined
  #people: (People & AsyncDisposable) | undefined
  #shown: Displays | undefined
  readonly #companions = new Companions()

  private constructor(standing: Standing) {
    this.#standing = standing
    this.#start = standing.core.world.snapshot()
  }

  /** Starts a lab; it answers on every wire when the promise resolves. */
  static async start(options: LabOptions = {}): Promise<Lab> {
    const { seed = 1, onDefect = rethrow } = options
    const clock = createClock(options.clock ?? 'real')
    const core = createCore({
      seed,
      clock,
      ...(options.maxJournalBytes === undefined ? {} : { maxJournalBytes: options.maxJournalBytes }),
    })
    const [organization, ldif, ca, directory] = await Promise.all([
      createOrganization(core, options),
      readLdif(options.ldif),
      CertificateAuthority.create('exwex lab CA'),
      mkdtemp(join(tmpdir(), 'exwex-')),
    ])
    await writeFile(join(directory, 'ca.pem'), ca.pem)

    const parts = await createParts({ ...options, core, organization, ldif, caPem: ca.pem, report: onDefect })
    const wires = new Wires(options, {
      ca,
      core,
      organization,
      directory: parts.directory,
      services: parts.services,
      onDefect,
    })
    const time = await wires.openTime()
    const lab = new Lab({ options, core, parts, wires, ca, directory, time })

    const admin = lazyService('admin', async () => {
      const { createLabAdmin } = await import('./admin/lab-admin.js')
      return createLabAdmin({ lab, wires, parts, onDefect })
    })
    const at = await wires.open(admin)
    const { network } = wires
    const { exchange } = parts
    const isListening = options.network !== 'none'
    const doors = await openDoors({ network, exchange, organization, main: at.main, isListening })
    lab.#open = { admin, at, doors }
    return lab
  }

  get core(): Core {
    return this.#standing.core
  }

  get clock(): Clock & { readonly rate?: number } {
    return this.core.clock
  }

  /** Where everything is and who may log on. */
  get ready(): ReadyDocument {
    const { at, doors } = this.#opened
    const { options, parts, wires } = this.#standing
    const { advertised } = at.main
    if (this.#ready?.of !== advertised) {
      const proxyAuthentication = wires.proxies.authentication
      const sources = { seed: options.seed ?? 1, parts, at, doors, caFile: this.caFile, proxyAuthentication }
      this.#ready = { of: advertised, document: renderReadyDocument(sources) }
    }
    return this.#ready.document
  }

  /** Who and what the lab started with. */
  get organization(): Organization {
    return this.#standing.parts.organization
  }

  /** Everything said over every wire, secrets redacted. */
  get journal(): Journal {
    return this.core.journal
  }

  /**
   * The people of the organization, as actors on the wire: `lab.people.alice`.
   *
   * @throws LabError PERSON_UNKNOWN when asked for one of the well-known people whom this organization does not have.
   */
  get people(): People {
    // A log-in by NTLM belongs to a connection, and whoever intercepts requests in memory hands over requests alone.
    const authentication = this.#standing.options.network === 'none' ? 'basic' : 'ntlm'
    return (this.#people ??= createPeople({ lab: this, ca: this.caPem, authentication }))
  }

  /**
   * The Webex app of somebody, by alias or address: `await lab.screen('alice').meetings()`.
   *
   * @throws LabError SCREEN_UNKNOWN for who has no Webex account.
   */
  screen(alias: string): Screen {
    return this.#displays.screen(alias)
  }

  /**
   * The Webex device of a meeting room, by alias or address.
   *
   * @throws LabError DEVICE_UNKNOWN when there is no such room.
   */
  device(alias: string): RoomDevice {
    return this.#displays.device(alias)
  }

  /** TMS with the endpoints on premises of all rooms; it is installed when somebody first looks. */
  get tms(): LabTms {
    return this.#displays.tms
  }

  /** The Productivity Tools in somebody's Outlook. */
  productivityTools(alias: string): LabProductivityTools {
    return this.#displays.productivityTools(alias)
  }

  /** A folder of this lab's own, gone when it ends. */
  get directory(): string {
    return this.#standing.directory
  }

  get caFile(): string {
    return join(this.directory, 'ca.pem')
  }

  get caPem(): string {
    return this.#standing.ca.pem
  }

  async advance(ms: number): Promise<void> {
    const { time } = this.#standing
    if (time !== undefined) return time.lab.advanceTo(instant(this.clock.now() + ms))
    throw new LabError('CLOCK_NOT_MANUAL', {
      message: `A ${this.clock.kind} clock cannot be advanced.`,
      hint: 'Start the lab with "--clock manual".',
    })
  }

  /** The mail that goes to and comes from people outside of the organization. */
  get mail(): MailOutside {
    return this.#standing.parts.exchange.mailboxes
  }

  /** What clients have used of the Exchange servers: everybody, or one mailbox or account. */
  readonly budgets = (identity?: string): readonly BudgetReport[] =>
    this.#standing.parts.exchange.budgets(identity)

  /** What an administrator of Exchange types: `await lab.shell.run('Get-Mailbox')`. */
  get shell(): AdministratorShell {
    return this.#standing.parts.exchange.shell
  }

  /** The domain controllers: `await lab.controllers.stop('dc2')`. */
  get controllers(): ControllerControl {
    const { parts, wires } = this.#standing
    return createControllerControl(parts.directory, wires)
  }

  /** Puts the lab back to how it started; what accompanies it stops before and starts anew after. */
  reset(): Promise<void> {
    const { world, journal, faults } = this.core
    return this.#companions.around(async () => {
      world.restore(this.#start)
      await this.#shown?.reset()
      await this.#standing.parts.restart()
      await this.#standing.wires.reset()
      faults.clear()
      journal.clear()
    })
  }

  /** Ends the Exchange server and starts another in its place: subscriptions, streams and log-ons are lost, mail is not. */
  restartExchange(): Promise<void> {
    return this.#standing.parts.exchange.restart()
  }

  /** Lets something, such as a connector in this process, live through the resets of this lab. */
  accompany(companion: Companion): Disposable {
    return this.#companions.add(companion)
  }

  /**
   * Asks a service without a port, through all that a request from the network passes. Each request has a
   * connection of its own: for a log-in that belongs to one (NTLM), `connect` and ask over that. Basic and bearer
   * tokens need none.
   */
  answer(service: AnsweringService, request: Request): Promise<Response> {
    return this.#connect(service, { keepAlive: false }).answer(request)
  }

  /** A connection in memory, on which requests follow each other. Dispose of it when done. */
  connect(service: AnsweringService): MemoryConnection {
    return this.#connect(service, { keepAlive: true })
  }

  openEndpointSet(request: WayRequest): Promise<OpenEndpointSet> {
    return this.#standing.wires.openSet(request)
  }

  issueCertificate(request: CertificateRequest): Promise<IssuedCertificate> {
    return this.#standing.ca.issue(request)
  }

  async prepareSubject<Request extends SubjectRequest>(request: Request): Promise<DocumentFor<Request>> {
    const { parts, wires, time } = this.#standing
    wires.needNetwork('subjects')
    const { ids, faults } = this.core
    const held = (via: string): number => faults.held(via)
    return prepareSubject({ parts, network: wires.network, time, caFile: this.caFile, ids, held }, request)
  }

  async decrypt(keyUrl: string, jwe: readonly string[]): Promise<readonly string[]> {
    return Promise.all(jwe.map((field) => this.#standing.parts.webex.kms.decrypt(keyUrl, field)))
  }

  #connect(service: AnsweringService, options: { readonly keepAlive: boolean }): MemoryConnection {
    const { wires, parts } = this.#standing
    return wires.connect(service === 'admin' ? this.#opened.admin : parts.services[service], options)
  }

  get #displays(): Displays {
    const { core, parts, wires } = this.#standing
    return (this.#shown ??= createDisplays({
      core,
      caPem: this.caPem,
      webex: parts.webex,
      ready: () => this.ready,
      people: () => this.people,
      shell: () => this.shell,
      needNetwork: (what) => wires.needNetwork(what),
    }))
  }

  get #opened() {
    if (this.#open !== undefined) return this.#open
    throw new LabError('LAB_STARTING', { message: 'The lab is not ready yet.', hint: 'Wait for Lab.start.' })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const { parts, wires, directory } = this.#standing
    await this.#shown?.[Symbol.asyncDispose]()
    await this.#people?.[Symbol.asyncDispose]()
    await parts[Symbol.asyncDispose]()
    await wires[Symbol.asyncDispose]()
    await rm(directory, { recursive: true, force: true })
  }
}

function createClock(kind: NonNullable<LabOptions['clock']>): Clock {
  if (kind === 'real') return createRealClock()
  return kind === 'manual' ? createManualClock() : createScaledClock(kind.scaled)
}

function rethrow(defect: unknown): void {
  queueMicrotask(() => {
    throw defect
  })
}
