const NAMES: Readonly<Record<string, string>> = {
  c_mgmt: 'Management Connector',
  c_cal: 'Calendar Connector',
  c_ucmc: 'Call Connector',
  c_imp: 'Message Connector',
  c_serab: 'Serviceability Connector',
}

/** How people know the types of connectors. @source webex.md 14 for the short names */
export function connectorName(type: string): string {
  return NAMES[type] ?? type
}
