import type { ExchangeSwitches, ProductName } from '../exchange/index.js'
import type { Era, WebexSwitches } from '../webex/index.js'
import type { OrganizationFile } from './organization/organization-file.js'
import type { ProxyChoice } from './addresses/proxies.js'
import type { BuiltInOrganization } from './organization/read-organization.js'
import type { PortChoice } from './ports.js'

/** How a lab is to be. Everything has a default. */
export interface LabOptions {
  /** The seed of all that is made up. Default 1. */
  readonly seed?: number
  /** Default `real`. A manual clock starts at a fixed epoch and moves by `advance` alone. */
  readonly clock?: 'real' | 'manual' | { readonly scaled: number }
  /** How many people the organization has at least. Default: the five of the documents. */
  readonly users?: number
  /**
   * `none` opens no port at all: the lab is asked by `lab.answer`, and its ready document names the real hosts.
   * Default: it listens.
   */
  readonly network?: 'none'
  /** `fixed` for the documented ports, `standard` for 443, 80, 389 …, `random` for any free ones. Default `random`. */
  readonly ports?: PortChoice
  /** The address to listen on; `0.0.0.0` for all. Default 127.0.0.1. */
  readonly listen?: string
  /** The host that answers name instead of the address listened on. */
  readonly advertise?: string
  /**
   * `real` makes answers name the hosts of the real products (`us-exch1.ent-pa.example`, `webexapis.com`), which
   * the lab's DNS resolves. Default: `real` with standard ports, else `loopback`.
   */
  readonly names?: 'real' | 'loopback'
  /** Who is asked, by the lab's DNS, for names that are not the lab's: `10.89.0.1` or with a port. Default: nobody. */
  readonly dnsUpstream?: string
  /** The lab's HTTP proxy, which leads to the lab's own ports by the names that its DNS knows. Default `off`. */
  readonly proxy?: 'off' | ProxyChoice
  /** Who and what there is: a built-in organization, or one of the caller's own. Default `ent-pa`. */
  readonly organization?: BuiltInOrganization | OrganizationFile
  /** LDIF files with which the directory is filled before Exchange starts, in this order; as an administrator writes them. */
  readonly ldif?: readonly string[]
  /** DNS and NetBIOS name of the domain, if not the organization's own. */
  readonly domain?: string
  readonly netbios?: string
  /** Bytes that the journal may keep. Default 64 MiB. */
  readonly maxJournalBytes?: number
  /**
   * A folder in which every EWS document that answers a call is kept, and the requests in `requests`; for schema
   * checks and examples.
   */
  readonly ewsRecording?: string
  /** The folder of `services.wsdl`, `messages.xsd` and `types.xsd`, served under `/EWS`. Default: they are 404. */
  readonly ewsSchema?: string
  /** Which of the documents about the hybrid cloud are followed where they contradict each other. Default 2019. */
  readonly era?: Era
  /** What documents leave open about Webex. */
  readonly webex?: WebexSwitches
  /** The release of Exchange on premises. Default 2016. */
  readonly exchangeVersion?: Exclude<ProductName, 'online'>
  readonly directory?: {
    /** How many domain controllers the directory has. Default: as the organization says, which is one. */
    readonly controllers?: number
    /** Whether they want log-ons that are not inside TLS to sign what follows (LDAPServerIntegrity 2). Default: no. */
    readonly requireSigning?: boolean
  }
  /** What documents leave open about Exchange, and how many servers it has. */
  readonly exchange?: ExchangeSwitches
  /** Adds an Exchange Online, with the mailboxes of these people, by alias. Default: there is none. */
  readonly hybrid?: readonly string[]
  /** Told of what the lab itself did wrong. Default: it is thrown. */
  readonly onDefect?: (defect: unknown) => void
}
