import { expect, it } from 'vitest'
import { createIds, createRandom } from '../../core/index.js'
import { createDefaultOrganization } from './default-organization.js'
import { growOrganization } from './grow-organization.js'

const ids = () => createIds(createRandom(1))

it('is the organization of the documents unless told otherwise', () => {
  const organization = createDefaultOrganization({ ids: ids() })

  expect(organization.netbios).toBe('ENT-PA')
  expect(organization.people.map(({ mail }) => mail)).toContain('alice@ent-pa.example')
  expect(organization.webexSite.name).toBe('ent-pa.webex.com')
})

it('moves to the domain that is asked for', () => {
  const organization = createDefaultOrganization({
    ids: ids(),
    domain: 'corp.example.com',
    netbios: 'CORPORATION',
  })

  expect(organization.netbios).toBe('CORPORATION')
  expect(organization.rooms[0]?.mail).toBe('board1@corp.example.com')
})

it('grows to any size from the seed, every alias used once and the first people unchanged', async () => {
  const grow = () => {
    const seeded = ids()
    return growOrganization(createDefaultOrganization({ ids: seeded }), {
      users: 3_000,
      ids: seeded,
      random: createRandom(5),
    })
  }

  const [one, same] = await Promise.all([grow(), grow()])

  expect(one).toEqual(same)
  expect(one.people).toHaveLength(3_000)
  expect(new Set(one.people.map(({ alias }) => alias)).size).toBe(3_000)
  expect(one.people[0]?.alias).toBe('alice')
  expect(one.groups[0]?.members).toHaveLength(3_000)
})
