import { Attribute, Change, Client } from 'ldapts'
import type { Lab } from '../../simulators/lab/index.js'

/** What happens in a directory. Objects are known by a number; what makes no sense at the moment is passed over. */
export type DomainChange =
  | { readonly kind: 'add'; readonly who: number; readonly mail: number | null; readonly place: Place }
  | { readonly kind: 'delete' | 'disable' | 'enable' | 'rename'; readonly who: number }
  | { readonly kind: 'move'; readonly who: number; readonly place: Place }
  | { readonly kind: 'mail' | 'title' | 'photo'; readonly who: number; readonly value: number | null }
  | { readonly kind: 'manager'; readonly who: number; readonly manager: number | null }
  | { readonly kind: 'join' | 'leave'; readonly who: number }
  | { readonly kind: 'rename-unit' }
  | { readonly kind: 'move-unit'; readonly to: 'in' | 'out' }

/** Within the base, in a unit of it, or elsewhere. */
export const PLACES = ['in', 'unit', 'out'] as const
export type Place = (typeof PLACES)[number]

/** A part of a domain of its own, changed over LDAP. */
export interface Domain {
  readonly base: string
  readonly group: string
  apply(change: DomainChange): Promise<void>
  remove(): Promise<void>
}

/** @source ldap.md 6: tree delete */
const TREE_DELETE = '1.2.840.113556.1.4.805'

export async function connectAdministrator(lab: Lab): Promise<Client> {
  const { ldap, admin } = lab.ready.directory
  const client = new Client({ url: ldap })
  await client.bind(admin.dn, admin.password)
  return client
}

export async function createDomain(client: Client, root: string, number: number): Promise<Domain> {
  const top = `OU=s${number},${root}`
  const places: Record<Place, string> = {
    in: `OU=in,${top}`,
    out: `OU=out,${top}`,
    unit: `OU=unit,OU=in,${top}`,
  }
  const group = `CN=g${number},${top}`
  for (const dn of [top, places.in, places.out, places.unit])
    await client.add(dn, { objectClass: 'organizationalUnit' })
  await client.add(group, { objectClass: 'group', sAMAccountName: `g${number}` })

  const people = new Map<number, { dn: () => string; cn: string; place: Place; isMember: boolean }>()
  let renames = 0
  const mailOf = (mail: number): string => `m${mail}.s${number}@corp.example.com`
  const modify = (
    dn: string,
    operation: 'add' | 'delete' | 'replace',
    [type, ...values]: [string, ...(string | Buffer)[]],
  ) =>
    client.modify(
      dn,
      new Change({ operation, modification: new Attribute({ type, values: values as string[] }) }),
    )
  const set = (dn: string, type: string, value: string | Buffer | null) =>
    modify(dn, 'replace', value === null ? [type] : [type, value])

  async function add({ who, mail, place }: Extract<DomainChange, { kind: 'add' }>): Promise<void> {
    if (people.has(who)) return
    const cn = `u${who}n${(renames += 1)}`
    await client.add(`CN=${cn},${places[place]}`, {
      objectClass: 'user',
      sAMAccountName: `u${who}s${number}`,
      displayName: `User ${who}`,
      userAccountControl: '514',
      ...(mail === null ? {} : { mail: mailOf(mail) }),
    })
    const one = { cn, place, isMember: false, dn: () => `CN=${one.cn},${places[one.place]}` }
    people.set(who, one)
  }

  async function apply(change: DomainChange): Promise<void> {
    if (change.kind === 'add') return add(change)
    if (change.kind === 'rename-unit') {
      const name = `OU=unit${(renames += 1)}`
      await client.modifyDN(places.unit, name)
      places.unit = `${name},${places.unit.slice(places.unit.indexOf(',') + 1)}`
      return
    }
    if (change.kind === 'move-unit') {
      const name = places.unit.slice(0, places.unit.indexOf(','))
      const to = `${name},${places[change.to]}`
      if (to === places.unit) return
      await client.modifyDN(places.unit, to)
      places.unit = to
      return
    }
    const one = people.get(change.who)
    if (one === undefined) return
    switch (change.kind) {
      case 'delete':
        people.delete(change.who)
        return client.del(one.dn())
      case 'disable':
      case 'enable':
        return set(one.dn(), 'userAccountControl', change.kind === 'disable' ? '514' : '544')
      case 'rename': {
        const cn = `u${change.who}n${(renames += 1)}`
        await client.modifyDN(one.dn(), `CN=${cn}`)
        one.cn = cn
        return
      }
      case 'move': {
        if (one.place === change.place) return
        await client.modifyDN(one.dn(), `CN=${one.cn},${places[change.place]}`)
        one.place = change.place
        return
      }
      case 'mail':
        return set(one.dn(), 'mail', change.value === null ? null : mailOf(change.value))
      case 'title':
        return set(one.dn(), 'title', change.value === null ? null : `Title ${change.value}`)
      case 'photo':
        return set(one.dn(), 'thumbnailPhoto', change.value === null ? null : photo(change.value))
      case 'manager': {
        const manager = change.manager === null ? null : people.get(change.manager)
        if (manager === undefined) return
        return set(one.dn(), 'manager', manager?.dn() ?? null)
      }
      case 'join':
        if (one.isMember) return
        one.isMember = true
        return modify(group, 'add', ['member', one.dn()])
      case 'leave':
        if (!one.isMember) return
        one.isMember = false
        return modify(group, 'delete', ['member', one.dn()])
    }
  }
  const { Control } = await import('ldapts')
  return {
    base: places.in,
    group,
    apply,
    remove: () => client.del(top, new Control(TREE_DELETE, { critical: true })),
  }
}

const photo = (value: number): Buffer => Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0x80, value])
