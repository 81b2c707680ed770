/** @source RFC 7643 8.7, RFC 7644 3.4.2 and 3.12; developer.webex.com, SCIM 2 Users, for the last of the users' */
export const SCHEMA = {
  user: 'urn:ietf:params:scim:schemas:core:2.0:User',
  enterprise: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
  webex: 'urn:scim:schemas:extension:cisco:webexidentity:2.0:User',
  list: 'urn:ietf:params:scim:api:messages:2.0:ListResponse',
  patch: 'urn:ietf:params:scim:api:messages:2.0:PatchOp',
  error: 'urn:ietf:params:scim:api:messages:2.0:Error',
} as const
