import { z } from 'zod'
import { readJson, writeJson } from '../cluster/files.js'
import { PERSON_FIELDS } from '../ports/people-service.js'

const fields = z.partialRecord(z.enum(PERSON_FIELDS), z.string())

const wanted = z.strictObject({
  guid: z.string(),
  dn: z.string(),
  uid: z.string(),
  kind: z.enum(['user', 'room']),
  isActive: z.boolean(),
  fields,
  managerDn: z.string().nullable(),
  photo: z.string().nullable(),
})

const account = z.strictObject({
  id: z.string(),
  uid: z.string(),
  externalId: z.string().nullable(),
  kind: z.enum(['user', 'room']),
  isActive: z.boolean(),
  isAdministrator: z.boolean(),
  fields,
  managerId: z.string().nullable(),
})

const state = z.strictObject({
  version: z.literal(1),
  /** What of the settings it was made with. */
  fingerprint: z.string(),
  controller: z.string(),
  cookie: z.string().nullable(),
  wanted: z.array(wanted),
  /** The places in which objects lie: who moves with one of them is not told by himself. */
  containers: z.record(z.string(), z.string()),
  accounts: z.array(account),
  photos: z.record(z.string(), z.string()),
})

/** What one run leaves for the next: both sides as they were then, and where the changes go on. */
export type SyncState = Readonly<z.output<typeof state>>

export interface StateStore {
  load(): SyncState | null
  save(state: SyncState): void
  /** After a run that broke off nobody knows how things are: the next is a full one. */
  forget(): void
}

/** A state in a file; one that this version cannot read is as good as none. */
export function createStateStore(path: string): StateStore {
  return {
    load: () => {
      const result = state.safeParse(readJson(path))
      return result.success ? result.data : null
    },
    save: (content) => writeJson(path, content),
    forget: () => writeJson(path, null),
  }
}
