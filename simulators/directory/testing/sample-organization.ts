import type { OrganizationSeed, PersonSeed } from '../seed/organization.js'

export const PASSWORD = 'Passw0rd!User1'
export const ADMINISTRATOR_PASSWORD = 'Adm1n!Secret'

function person(
  alias: string,
  givenName: string,
  surname: string,
  more: Partial<PersonSeed> = {},
): PersonSeed {
  return { alias, givenName, surname, displayName: `${givenName} ${surname}`, password: PASSWORD, ...more }
}

/** A small organization for tests. */
export const SAMPLE: OrganizationSeed = {
  dnsDomain: 'ent-pa.example',
  netbiosDomain: 'ENT-PA',
  administratorPassword: ADMINISTRATOR_PASSWORD,
  lockoutThreshold: 3,
  exchange: { organizationName: 'ENT-PA', serverName: 'EX01', serialNumber: 'Version 15.1 (Build 32507.6)' },
  serviceAccounts: [{ alias: 'svc-cal', displayName: 'Calendar Service', password: PASSWORD }],
  people: [
    person('alice', 'Alice', 'Anders', { title: 'Engineer', manager: 'bob' }),
    person('bob', 'Bob', 'Böhm'),
    person('carol', 'Carol', 'Costa', { remoteAddress: 'carol@ent-pa.mail.onmicrosoft.com' }),
  ],
  rooms: [{ alias: 'board1', displayName: 'Board Room 1', capacity: 12 }],
  groups: [
    { alias: 'all-staff', displayName: 'All Staff', members: ['alice', 'bob', 'carol', 'inner'] },
    { alias: 'inner', displayName: 'Inner Circle', members: ['alice', 'all-staff'] },
  ],
}
