import type { Role } from '../records/people.js'

/** @observed in the examples of developer.webex.com: roles have fixed ids, not UUIDs */
export const ROLE_IDS: Readonly<Record<Role, string>> = {
  'Full Administrator': 'id_full_admin',
  'Read-only administrator': 'id_readonly_admin',
}

export const ROLES = Object.keys(ROLE_IDS) as readonly Role[]
