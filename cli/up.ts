import { InvalidArgumentError, Command, Option } from 'commander'
import type { ExchangeSwitches } from '../simulators/exchange/index.js'
import type { LabOptions } from '../simulators/lab/lab-options.js'
import type { ProxyChoice } from '../simulators/lab/addresses/proxies.js'
import { lifetime } from './lifetime.js'
import { describeLab } from './describe-lab.js'
import { writeInPlace } from './write-in-place.js'

interface UpOptions {
  readonly readyFile?: string
  readonly json?: boolean
  readonly users?: number
  readonly seed?: number
  readonly clock: string
  readonly ports: NonNullable<LabOptions['ports']>
  readonly listen?: string
  readonly names?: NonNullable<LabOptions['names']>
  readonly advertise?: string
  readonly dnsUpstream?: string
  readonly proxy: 'off' | NonNullable<ProxyChoice['authentication']>
  readonly proxyBeyond?: boolean
  readonly org?: string
  readonly ldif?: readonly string[]
  readonly domain?: string
  readonly netbios?: string
  readonly connector?: 'reference'
  readonly directorySync?: boolean
  readonly firstMeetings?: boolean
  readonly ewsRecording?: string
  readonly ewsSchema?: string
  readonly namedProperties?: ExchangeSwitches['namedProperties']
  readonly changeKeys?: ExchangeSwitches['changeKeys']
  readonly era?: NonNullable<LabOptions['era']>
  readonly exchangeVersion?: NonNullable<LabOptions['exchangeVersion']>
  readonly domainControllers?: number
  readonly exchangeServers?: number
  readonly loadBalancer?: 'none' | 'cookie'
  readonly hybrid?: true | readonly string[]
  readonly detach?: boolean
}

/** `exwex up`: one process with everything in it, until it is told to end. */
export function upCommand(): Command {
  return new Command('up')
    .description('start a lab: Exchange, Active Directory, a Webex site and a Webex cloud')
    .option('--ready-file <file>', 'write where everything is, once everything answers')
    .option('--json', 'print the same on one line of stdout')
    .option('--users <n>', 'grow the organization to this many people', wholeNumber)
    .option('--seed <n>', 'the seed of all that is made up', wholeNumber)
    .option('--clock <clock>', 'real, manual or scaled:<rate>', 'real')
    .addOption(
      new Option('--ports <ports>', "fixed, random, or standard: the products' own (443, 80, 389, 53 …)")
        .choices(['fixed', 'random', 'standard'])
        .default('fixed'),
    )
    .option('--listen <host>', 'the address to listen on; 0.0.0.0 for all (default: 127.0.0.1)')
    .addOption(
      new Option(
        '--names <names>',
        'what answers name: real hosts, which the DNS of the lab knows, or the address listened on' +
          ' (default: real with standard ports, else loopback)',
      ).choices(['real', 'loopback']),
    )
    .option('--advertise <host>', 'the host that answers name instead')
    .option(
      '--dns-upstream <host>',
      "whom the lab's DNS asks for names that are not its own (default: nobody)",
    )
    .addOption(
      new Option(
        '--proxy <authentication>',
        'run an HTTP proxy that leads to the lab, and what it asks of clients; the last three let nobody in',
      )
        .choices(['off', 'none', 'basic', 'digest', 'ntlm', 'negotiate'])
        .default('off'),
    )
    .option('--proxy-beyond', 'let the proxy connect to hosts outside of the lab as well')
    .option('--org <file>', 'who and what there is: an organization file, or "empty" (default: ent-pa)')
    .option(
      '--ldif <files>',
      'fill the directory with these LDIF files, in this order: schema.ldif,people.ldif',
      names,
    )
    .option('--domain <name>', "DNS name of the domain, if not the organization's own")
    .option('--netbios <name>', 'NetBIOS name of the domain')
    .addOption(
      new Option('--connector <connector>', 'run two nodes of a connector with it').choices(['reference']),
    )
    .option(
      '--directory-sync',
      'keep the people of Webex in step with Active Directory: two synchronizers, one active',
    )
    .option('--first-meetings', 'let alice schedule two meetings, and show what the connector makes of them')
    .option(
      '--ews-recording <folder>',
      'keep every EWS answer and request as a file, for schema checks and examples',
    )
    .option('--ews-schema <folder>', 'serve the services.wsdl, messages.xsd and types.xsd of it under /EWS')
    .addOption(
      new Option(
        '--named-properties <when>',
        "when a meeting's named properties reach the attendees' copies (default: onUpdate)",
      ).choices(['onUpdate', 'onReaccept', 'never']),
    )
    .addOption(
      new Option(
        '--change-keys <demand>',
        'whether an update that overwrites always needs a change key: strict (default: lenient)',
      ).choices(['lenient', 'strict']),
    )
    .addOption(
      new Option(
        '--era <era>',
        'which documents are followed where they contradict each other (default: 2019)',
      ).choices(['2017', '2019', 'current']),
    )
    .addOption(
      new Option(
        '--exchange-version <release>',
        'the release of Exchange on premises (default: 2016)',
      ).choices(['2010', '2013', '2016', '2019', 'se']),
    )
    .option(
      '--domain-controllers <n>',
      'how many domain controllers there are (default: as the organization says, which is 1)',
      wholeNumber,
    )
    .option('--exchange-servers <n>', 'how many servers Exchange has (default: 1)', wholeNumber)
    .addOption(
      new Option(
        '--load-balancer <affinity>',
        'puts a load balancer before them, which leads clients back by cookie, or not (default: none there)',
      ).choices(['none', 'cookie']),
    )
    .option(
      '--hybrid [people]',
      'adds an Exchange Online, with the mailboxes of these people: alice,bob',
      names,
    )
    .option('--detach', 'go on when the parent process ends')
    .action(up)
}

async function up(options: UpOptions): Promise<void> {
  refuseImpossible(options)
  using life = lifetime({ detach: options.detach === true })
  const { Lab } = await import('../simulators/lab/lab.js')
  const organization = await readOrg(options.org)
  await using lab = await Lab.start({ ...labOptions(options), ...organization, onDefect: report })

  const nodes =
    options.connector === undefined
      ? undefined
      : await (await import('./reference-nodes.js')).startNodes(lab, life)
  await using _nodes = nodes
  const synchronizers =
    options.directorySync === true
      ? await (await import('./directory-synchronizers.js')).startSynchronizers(lab, life)
      : undefined
  await using _synchronizers = synchronizers
  if (options.readyFile !== undefined)
    await writeInPlace(options.readyFile, JSON.stringify(lab.ready, null, 2))
  if (options.json === true) process.stdout.write(`${JSON.stringify(lab.ready)}\n`)
  process.stderr.write(describeLab(lab.ready))

  if (options.firstMeetings === true) await (await import('./first-meetings.js')).showFirstMeetings(lab, life)
  await life.ended
}

/** What cannot work is refused at once, instead of waiting for ever. */
function refuseImpossible({ clock, connector, firstMeetings, directorySync }: UpOptions): void {
  if (clock.startsWith('scaled') && directorySync === true) {
    throw new InvalidArgumentError(
      'The synchronizer lives in real or manual time: leave "--clock scaled" out.',
    )
  }
  if (clock.startsWith('scaled') && connector !== undefined) {
    throw new InvalidArgumentError(
      'The reference connector lives in real or manual time: leave "--clock scaled" out.',
    )
  }
  if (firstMeetings === true && (clock !== 'real' || connector === undefined)) {
    throw new InvalidArgumentError('"--first-meetings" needs "--connector reference" and the real clock.')
  }
}

function labOptions(options: UpOptions): LabOptions {
  const { users, seed, netbios, domain, ewsRecording, ewsSchema, listen, names, advertise } = options
  const { era, exchangeVersion, domainControllers, exchangeServers, loadBalancer, hybrid } = options
  const { dnsUpstream, namedProperties, changeKeys, ldif } = options
  return {
    clock: parseClock(options.clock),
    ports: options.ports,
    proxy: proxyChoice(options),
    exchange: {
      ...(namedProperties === undefined ? {} : { namedProperties }),
      ...(changeKeys === undefined ? {} : { changeKeys }),
      ...(exchangeServers === undefined ? {} : { servers: exchangeServers }),
      ...(loadBalancer === undefined ? {} : { loadBalancer: { affinity: loadBalancer } }),
    },
    ...(domainControllers === undefined ? {} : { directory: { controllers: domainControllers } }),
    ...(listen === undefined ? {} : { listen }),
    ...(names === undefined ? {} : { names }),
    ...(advertise === undefined ? {} : { advertise }),
    ...(dnsUpstream === undefined ? {} : { dnsUpstream }),
    ...(users === undefined ? {} : { users }),
    ...(seed === undefined ? {} : { seed }),
    ...(domain === undefined ? {} : { domain }),
    ...(netbios === undefined ? {} : { netbios }),
    ...(ewsRecording === undefined ? {} : { ewsRecording }),
    ...(ewsSchema === undefined ? {} : { ewsSchema }),
    ...(era === undefined ? {} : { era }),
    ...(exchangeVersion === undefined ? {} : { exchangeVersion }),
    ...(ldif === undefined ? {} : { ldif }),
    ...(hybrid === undefined ? {} : { hybrid: hybrid === true ? [] : hybrid }),
  }
}

function proxyChoice({ proxy, proxyBeyond }: UpOptions): NonNullable<LabOptions['proxy']> {
  return proxy === 'off' ? 'off' : { authentication: proxy, beyond: proxyBeyond === true }
}

/** `--org` names one of the organizations that come with the package, or a file. */
async function readOrg(org: string | undefined): Promise<Pick<LabOptions, 'organization'>> {
  if (org === undefined) return {}
  if (org === 'empty' || org === 'ent-pa') return { organization: org }
  const { readOrganization } = await import('../simulators/lab/organization/read-organization.js')
  return { organization: await readOrganization(org) }
}

function parseClock(text: string): NonNullable<LabOptions['clock']> {
  if (text === 'real' || text === 'manual') return text
  const rate = Number(/^scaled:(\d+(?:\.\d+)?)$/.exec(text)?.[1])
  if (rate > 0) return { scaled: rate }
  throw new InvalidArgumentError(`"${text}" is no clock. Say real, manual or scaled:60.`)
}

function names(text: string): readonly string[] {
  return text.split(',').filter((name) => name !== '')
}

function wholeNumber(text: string): number {
  if (/^\d+$/.test(text)) return Number(text)
  throw new InvalidArgumentError('Give a whole number.')
}

function report(defect: unknown): void {
  process.stderr.write(
    `exwex: defect: ${defect instanceof Error ? (defect.stack ?? defect.message) : String(defect)}\n`,
  )
}
