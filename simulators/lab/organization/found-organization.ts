import type { Ids } from '../../core/index.js'
import type { Organization, Person, SystemAccount } from './organization.js'
import type { ReadOrganization } from './organization-file.js'

/** What the caller may choose about the organization a lab starts with. */
export interface FoundingOptions {
  readonly ids: Ids
  /** DNS name of the domain, if not the file's. */
  readonly domain?: string
  /** NetBIOS name of the domain, if not the file's. */
  readonly netbios?: string
}

/** Makes of an organization file all that a lab starts with; passwords that are not given come from the seed. */
export function foundOrganization(file: ReadOrganization, options: FoundingOptions): Organization {
  const domain = options.domain ?? file.domain
  const label = domain.split('.')[0] ?? domain
  const netbios = options.netbios ?? ownNetbios(file, domain) ?? label.toUpperCase().slice(0, 15)
  const mailOf = (alias: string): string => `${alias}@${domain}`
  const account = ({
    alias,
    displayName = alias,
    password,
  }: ReadOrganization['serviceAccount']): SystemAccount => ({
    alias,
    displayName,
    password: password ?? createPassword(options.ids, alias),
  })
  const administrator = account(file.administrator)
  const people = file.people.map(({ webex, password, displayName, ...person }): Person => ({
    ...person,
    mail: mailOf(person.alias),
    displayName: displayName ?? `${person.firstName} ${person.lastName}`,
    password: password ?? createPassword(options.ids, person.alias),
    hasWebexAccount: webex,
  }))

  return {
    name: file.name ?? netbios,
    isFresh: file.fresh,
    dnsDomain: domain,
    netbios,
    exchangeServer: file.exchangeServer,
    exchangeServers: [file.exchangeServer],
    exchangeEntrance: file.exchangeServer,
    sites: file.sites,
    domainControllers: file.domainControllers.map((controller, at) => ({
      name: controller.name ?? controllerName(at),
      site: controller.site ?? firstSite(file),
      isGlobalCatalog: controller.globalCatalog || at === 0,
    })),
    administrator,
    serviceAccount: file.fresh ? administrator : account(file.serviceAccount),
    people,
    rooms: file.rooms.map((room) => ({ ...room, mail: mailOf(room.alias) })),
    groups: file.groups.map(({ members, roomList, ...group }) => ({
      ...group,
      mail: mailOf(group.alias),
      isRoomList: roomList,
      isForEverybody: members === 'everybody',
      members: members === 'everybody' ? people.map(({ alias }) => alias) : members,
    })),
    webexSite: {
      name: file.site.name ?? `${label}.webex.com`,
      adminMail: file.site.adminMail ?? mailOf('webex-admin'),
      adminPassword: file.site.adminPassword ?? createPassword(options.ids, 'webex-admin'),
    },
    cluster: { ...file.cluster, hosts: file.cluster.hosts.map((host) => `${host}.${domain}`) },
  }
}

/** What a domain controller is called that nobody gives a name. */
export function controllerName(at: number): string {
  return `dc${at + 1}`
}

function firstSite({ sites }: ReadOrganization): string {
  return sites[0]?.name ?? ''
}

/** A NetBIOS name belongs to its domain: an organization that moves leaves it behind. */
function ownNetbios({ domain: own, netbios }: ReadOrganization, domain: string): string | undefined {
  return own === domain ? netbios : undefined
}

/**
 * Satisfies the complexity rule of Active Directory, and is unlikely to stand anywhere by chance. It depends on the
 * seed and the alias alone, so that nobody's changes when somebody else comes.
 */
export function createPassword(ids: Ids, alias: string): string {
  return `Ex-${ids.fork(`password/${alias}`).hex(9)}!`
}
