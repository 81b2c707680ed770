import type { Access } from '../rest/route.js'

/** @source developer.webex.com, SCIM 2 Users: the scopes, and that administrators alone may ask */
export const CAN_READ_IDENTITY: Access = {
  kind: 'bearer',
  scopes: ['identity:people_rw', 'identity:people_read'],
  role: 'any',
}
export const CAN_WRITE_IDENTITY: Access = { kind: 'bearer', scopes: ['identity:people_rw'], role: 'full' }
