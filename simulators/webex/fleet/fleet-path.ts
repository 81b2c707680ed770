/** Where the connector-facing API begins. @source webex.md 15 */
export const FLEET_PATH = '/connector/v1'
