import type { Ids, Random } from '../../core/index.js'
import { createPassword } from './found-organization.js'
import type { Organization, Person } from './organization.js'

/** How many different first and last names are drawn; people combine them. */
const POOL = 2_000

export interface GrowOptions {
  readonly users: number
  readonly ids: Ids
  readonly random: Random
}

/** The organization with people added from the seed, until it has `users` of them; the first stay who they are. */
export async function growOrganization(
  organization: Organization,
  options: GrowOptions,
): Promise<Organization> {
  const missing = options.users - organization.people.length
  if (missing <= 0) return organization

  const names = await drawNames(options.random)
  const { administrator, serviceAccount, people: own, rooms, groups: lists } = organization
  const named = [administrator, serviceAccount, ...own, ...rooms, ...lists]
  const taken = new Set(named.map(({ alias }) => alias.toLowerCase()))
  const added = Array.from({ length: missing }, (): Person => {
    const firstName = names.first[options.random.integer(names.first.length)] ?? 'Pat'
    const lastName = names.last[options.random.integer(names.last.length)] ?? 'Poe'
    const alias = freeAlias(`${firstName}.${lastName}`, taken)
    return {
      alias,
      mail: `${alias}@${organization.dnsDomain}`,
      firstName,
      lastName,
      displayName: `${firstName} ${lastName}`,
      password: createPassword(options.ids, alias),
      hasWebexAccount: true,
      delegateOf: [],
    }
  })
  const people = [...organization.people, ...added]
  const staff = people.map(({ alias }) => alias)
  const groups = organization.groups.map((group) =>
    group.isForEverybody ? { ...group, members: staff } : group,
  )
  return { ...organization, people, groups }
}

/** faker is slow to load and slow per name: it is imported only here, and asked for a pool once. */
async function drawNames(random: Random) {
  const { Faker, en } = await import('@faker-js/faker')
  const faker = new Faker({ locale: [en], seed: random.integer(2 ** 31) })
  return {
    first: Array.from({ length: POOL }, () => faker.person.firstName()),
    last: Array.from({ length: POOL }, () => faker.person.lastName()),
  }
}

function freeAlias(name: string, taken: Set<string>): string {
  const plain = name.toLowerCase().replace(/[^a-z.]/g, '')
  let alias = plain
  for (let number = 2; taken.has(alias); number++) alias = `${plain}${number}`
  taken.add(alias)
  return alias
}
