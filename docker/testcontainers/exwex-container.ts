import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { GenericContainer, type StartedTestContainer, Wait } from 'testcontainers'
import { createAdminClient } from '../../simulators/lab/index.js'
import { ContainerError } from './container-error.js'
import { ADMIN_PORT, controllerPorts, IMAGE_PORTS } from './image-ports.js'
import { mappedOrigins, mapReadyDocument, type PortMap } from './mapped-addresses.js'
import { StartedExwexContainer } from './started-exwex-container.js'

/** The tag that `docker build -f docker/Dockerfile -t exwex .` gives. */
const DEFAULT_IMAGE = 'exwex'
const ORGANIZATION_FILE = '/etc/exwex/organization.yaml'
const DNS_PORT = 5300

/**
 * A lab in a container.
 *
 * ```ts
 * await using lab = await new ExwexContainer().withUsers(20).start()
 * await lab.people.alice.schedules({ subject: 'Planning', location: '@webex' })
 * ```
 */
export class ExwexContainer extends GenericContainer {
  readonly #options: string[] = []

  constructor(image: string = process.env['EXWEX_IMAGE'] ?? DEFAULT_IMAGE) {
    super(image)
    this.withExposedPorts(ADMIN_PORT, ...Object.values(IMAGE_PORTS), `${DNS_PORT}/tcp`, `${DNS_PORT}/udp`)
    this.withWaitStrategy(Wait.forHttp('/v1/health', ADMIN_PORT).forStatusCode(200))
  }

  /** Grows the organization to this many people. */
  withUsers(users: number): this {
    return this.#with('--users', String(users))
  }

  /** The seed of all that is made up; the same seed gives the same lab. */
  withSeed(seed: number): this {
    return this.#with('--seed', String(seed))
  }

  /** An organization of your own. @param text what `--org FILE` takes: YAML or JSON */
  withOrganization(text: string): this {
    if (text.trim() === '')
      throw new ContainerError(
        'ORGANIZATION_INVALID',
        'The organization is empty. Give the text of an organization file.',
      )
    this.withCopyContentToContainer([{ content: text, target: ORGANIZATION_FILE }])
    return this.#with('--org', ORGANIZATION_FILE)
  }

  /** `manual` stands still until the started container's `advance(ms)`. Default `real`. */
  withClock(clock: 'real' | 'manual'): this {
    return this.#with('--clock', clock)
  }

  /** How many domain controllers there are. Say so as well when an organization of your own has several. */
  withDomainControllers(controllers: number): this {
    this.withExposedPorts(...controllerPorts(controllers))
    return this.#with('--domain-controllers', String(controllers))
  }

  /** Runs the two nodes of the reference connector in the same container. */
  withReferenceConnector(): this {
    return this.#with('--connector', 'reference')
  }

  override async start(): Promise<StartedExwexContainer> {
    this.withCommand(['up', '--listen', '0.0.0.0', ...this.#options])
    const container = await super.start()
    try {
      return await labIn(container)
    } catch (error) {
      await container.stop()
      throw error
    }
  }

  #with(...options: readonly string[]): this {
    this.#options.push(...options)
    return this
  }
}

/** Tells the lab under which addresses it is reached, and its user as well. */
async function labIn(container: StartedTestContainer): Promise<StartedExwexContainer> {
  const map: PortMap = {
    host: container.getHost(),
    port: (inside, protocol) => container.getMappedPort(inside, protocol),
  }
  const admin = createAdminClient(`http://${map.host}:${map.port(ADMIN_PORT)}`)
  const [inside, clock] = await Promise.all([admin.lab(), admin.clock()])
  await admin.advertise('main', mappedOrigins(map))

  const ca = await readFileIn(container, inside.ca)
  const file = join(await mkdtemp(join(tmpdir(), 'exwex-container-')), 'ca.pem')
  await writeFile(file, ca)
  return new StartedExwexContainer(container, {
    ready: mapReadyDocument(inside, map, file),
    ca,
    manualNow: clock.kind === 'manual' ? clock.now : undefined,
  })
}

async function readFileIn(container: StartedTestContainer, path: string): Promise<string> {
  const { exitCode, stdout, stderr } = await container.exec(['cat', path])
  if (exitCode === 0) return stdout
  throw new ContainerError(
    'LAB_START',
    `The lab's certificate authority cannot be read in the container: ${stderr.trim()}. Is the image of this version?`,
  )
}
