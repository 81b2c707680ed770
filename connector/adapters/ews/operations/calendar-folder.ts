/** The only folder the connector ever names (HC-003). Under impersonation it is the impersonated user's. */
export const CALENDAR = '<t:DistinguishedFolderId Id="calendar"/>'
