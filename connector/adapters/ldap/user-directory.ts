import { ConnectorError } from '../../error.js'
import type {
  ChangeQuery,
  DirectoryChanges,
  DirectoryObject,
  DirectoryQuery,
  DirectorySession,
  UserDirectory,
} from '../../ports/user-directory.js'
import type { Controllers } from './controllers.js'
import { readGuid } from './guid.js'
import { dirSync, domainScope, nextPage, pagedResults, readDirSync } from './wire/controls.js'
import { encodeFilter } from './wire/filter.js'
import { openLink, type LdapLink, type LinkTools } from './wire/link.js'
import type { Result, WireEntry } from './wire/message.js'

export interface UserDirectoryOptions extends LinkTools {
  readonly controllers: Controllers
  /** In any form that the directory takes: UPN, `DOMAIN\user` or DN. */
  readonly username: string
  readonly password: string
}

/** @source ldap.md 5: what a server gives at most in one answer */
const PAGE_SIZE = 1000

/** @source RFC 4511 4.1.9 */
const CODE = { success: 0, strongerAuthRequired: 8, invalidCredentials: 49, insufficientAccessRights: 50 }

/** What passes by itself: the same question may be answered later. @source RFC 4511 4.1.9: busy, unavailable */
const PASSING: readonly number[] = [51, 52]

/** Active Directory over LDAP: the first controller that answers serves the whole run. */
export function createUserDirectory(options: UserDirectoryOptions): UserDirectory {
  const { controllers } = options
  const tools = controllers.lookup === undefined ? options : { ...options, lookup: controllers.lookup }
  return {
    connect: async () => {
      let last: unknown
      for (const server of await controllers.list()) {
        try {
          return await openSession(server, options, tools)
        } catch (error) {
          // A refused account is refused everywhere, and each try counts towards its lock-out.
          if (error instanceof ConnectorError && error.code === 'ACCESS_DENIED') throw error
          last = error
        }
      }
      throw last
    },
  }
}

async function openSession(
  server: string,
  { username, password }: UserDirectoryOptions,
  tools: LinkTools,
): Promise<DirectorySession> {
  const link = await openLink(server, tools)
  try {
    checkBind(await link.bind(username, password), server)
    const root = await readRoot(link, server)
    return new Session(link, server, root)
  } catch (error) {
    link.close()
    throw error
  }
}

function checkBind({ code, text }: Result, server: string): void {
  if (code === CODE.success) return
  if (code === CODE.invalidCredentials || code === CODE.strongerAuthRequired) {
    const data = /data ([0-9a-f]+)/i.exec(text)?.[1]
    throw new ConnectorError('ACCESS_DENIED', {
      message:
        code === CODE.invalidCredentials
          ? `${server} refused the account of the synchronizer.`
          : `${server} asks for a protected connection: use "ldaps".`,
      reason: data === undefined ? `LDAP ${code}` : `LDAP ${code}, data ${data}`,
    })
  }
  throw refusal(code, `${server} refused to log the synchronizer in.`)
}

interface Root {
  readonly controller: string
  readonly defaultBase: string
}

async function readRoot(link: LdapLink, server: string): Promise<Root> {
  const attributes = ['defaultNamingContext', 'dsServiceName', 'dnsHostName']
  const filter = encodeFilter('(objectClass=*)')
  const { entries, result } = await link.search({ base: '', scope: 'base', filter, attributes })
  const value = (name: string): string | undefined =>
    entries[0]?.attributes.get(name.toLowerCase())?.[0]?.toString('utf8')
  const defaultBase = value('defaultNamingContext')
  if (result.code !== CODE.success || defaultBase === undefined) {
    throw new ConnectorError('UNEXPECTED_ANSWER', { message: `${server} is no controller of a domain.` })
  }
  return { defaultBase, controller: value('dsServiceName') ?? value('dnsHostName') ?? server }
}

class Session implements DirectorySession {
  readonly controller: string
  readonly defaultBase: string
  readonly #link: LdapLink
  readonly #server: string

  constructor(link: LdapLink, server: string, { controller, defaultBase }: Root) {
    this.#link = link
    this.#server = server
    this.controller = controller
    this.defaultBase = defaultBase
  }

  async read({ base, filter, attributes }: DirectoryQuery): Promise<readonly DirectoryObject[]> {
    const asked = {
      base,
      scope: 'sub',
      filter: encodeFilter(filter),
      attributes: withGuid(attributes),
    } as const
    const found: WireEntry[] = []
    let cookie: Buffer | null = Buffer.alloc(0)
    while (cookie !== null) {
      const controls = [pagedResults(PAGE_SIZE, cookie), domainScope]
      const { entries, result } = await this.#link.search({ ...asked, controls })
      if (result.code !== CODE.success) throw refusal(result.code, `${this.#server} does not read "${base}".`)
      found.push(...entries)
      cookie = nextPage(result)
    }
    return found.map(toObject)
  }

  async changes(query: ChangeQuery, cookie: string | null): Promise<DirectoryChanges | null> {
    const found: DirectoryObject[] = []
    let isLimited = false
    let at: Buffer = Buffer.from(cookie ?? '', 'base64')
    for (;;) {
      const { entries, result } = await this.#ask(query, { cookie: at, isLimited })
      if (result.code === CODE.insufficientAccessRights && !isLimited) {
        isLimited = true
        continue
      }
      if (result.code !== CODE.success) {
        if (at.length > 0 && !PASSING.includes(result.code)) return null
        throw refusal(result.code, `${this.#server} does not tell what changes in the domain.`)
      }
      found.push(...entries.map(toObject))
      const answer = readDirSync(result)
      at = answer.cookie
      if (!answer.hasMore) return { objects: found, cookie: at.toString('base64') }
    }
  }

  close(): void {
    this.#link.close()
  }

  /** @source ldap.md 6: the base is the root of the naming context, whatever part of it is of interest */
  #ask({ filter, attributes }: ChangeQuery, request: Parameters<typeof dirSync>[0]) {
    return this.#link.search({
      base: this.defaultBase,
      scope: 'sub',
      filter: encodeFilter(filter),
      attributes: [...attributes],
      controls: [dirSync(request)],
    })
  }
}

function withGuid(attributes: readonly string[]): readonly string[] {
  const isAsked = attributes.some((name) => name.toLowerCase() === 'objectguid')
  return isAsked ? attributes : [...attributes, 'objectGUID']
}

function toObject({ dn, attributes }: WireEntry): DirectoryObject {
  const guid = attributes.get('objectguid')?.[0]
  if (guid?.length !== 16) {
    throw new ConnectorError('UNEXPECTED_ANSWER', {
      message: 'The directory gave an object without objectGUID.',
    })
  }
  return { guid: readGuid(guid), dn, attributes }
}

function refusal(code: number, message: string): ConnectorError {
  return new ConnectorError('DIRECTORY_ERROR', { message, reason: `LDAP ${code}` })
}
