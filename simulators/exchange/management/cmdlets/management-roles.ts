/** Roles that an organization has from the start, and their types. @source Exchange documentation, built-in management roles */
export const MANAGEMENT_ROLES: Readonly<Record<string, string>> = {
  ...typedAlike([
    'Address Lists',
    'ApplicationImpersonation',
    'ArchiveApplication',
    'Audit Logs',
    'Database Copies',
    'Databases',
    'Disaster Recovery',
    'Distribution Groups',
    'E-Mail Address Policies',
    'Exchange Servers',
    'Exchange Virtual Directories',
    'Federated Sharing',
    'Journaling',
    'Legal Hold',
    'LegalHoldApplication',
    'Mail Enabled Public Folders',
    'Mail Recipient Creation',
    'Mail Recipients',
    'Mail Tips',
    'Mailbox Import Export',
    'Mailbox Search',
    'MailboxSearchApplication',
    'Message Tracking',
    'Migration',
    'Monitoring',
    'Move Mailboxes',
    'My Custom Apps',
    'OfficeExtensionApplication',
    'Organization Client Access',
    'Organization Configuration',
    'Organization Transport Settings',
    'Public Folders',
    'Recipient Policies',
    'Remote and Accepted Domains',
    'Reset Password',
    'Retention Management',
    'Role Management',
    'Security Group Creation and Membership',
    'Send Connectors',
    'Support Diagnostics',
    'Team Mailboxes',
    'Transport Hygiene',
    'Transport Queues',
    'Transport Rules',
    'User Options',
    'UserApplication',
    'View-Only Audit Logs',
    'View-Only Configuration',
    'View-Only Recipients',
  ]),
  'Application EWS.AccessAsApp': 'ApplicationEWSAccessAsApp',
  'Application Calendars.Read': 'ApplicationCalendarsRead',
  'Application Calendars.ReadWrite': 'ApplicationCalendarsReadWrite',
}

export function managementRoleNamed(wanted: string): string | undefined {
  return Object.keys(MANAGEMENT_ROLES).find((name) => name.toLowerCase() === wanted.toLowerCase())
}

/** The type of most roles is the name without what is no letter. */
function typedAlike(names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(names.map((name) => [name, name.replace(/[^A-Za-z]/g, '')]))
}
