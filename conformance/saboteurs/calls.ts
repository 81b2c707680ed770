import type { Saboteur } from './saboteur.js'
import { adding, asPerson, editing, isEws, withOperation } from './wire-edits.js'

const FOLDER_SHAPE = '<m:ItemShape><t:BaseShape>IdOnly</t:BaseShape></m:ItemShape>'
const INBOX = '<t:DistinguishedFolderId Id="inbox"/>'

/** Calls to Exchange that a connector must not make, or must make otherwise. */
export const CALL_SABOTEURS: readonly Saboteur[] = [
  {
    id: 'forgets-impersonation',
    title: 'Binds to the calendar without impersonating its owner',
    turnsRed: ['HC-010/impersonation', 'OP-03/bound-first'],
    create: () =>
      editing('GetFolder', (body) =>
        body.replace(/<(\w+:)?ExchangeImpersonation.*?<\/(\w+:)?ExchangeImpersonation>/s, ''),
      ),
  },
  {
    id: 'reads-inbox',
    title: 'Looks into the inbox',
    turnsRed: ['HC-003/folders'],
    create: () =>
      adding({
        when: (request) => isEws(request, 'GetFolder'),
        what: (request) =>
          withOperation(
            request,
            `<m:FindItem Traversal="Shallow">${FOLDER_SHAPE}<m:ParentFolderIds>${INBOX}</m:ParentFolderIds></m:FindItem>`,
          ),
      }),
  },
  {
    id: 'makes-folder',
    title: 'Makes a folder of its own in the calendar',
    turnsRed: ['HC-004/folder-writes', 'HC-045/operations'],
    create: () =>
      adding({
        when: (request) => isEws(request, 'GetFolder'),
        what: (request) =>
          withOperation(
            request,
            '<m:CreateFolder><m:ParentFolderId><t:DistinguishedFolderId Id="calendar"/></m:ParentFolderId><m:Folders><t:CalendarFolder><t:DisplayName>Connector</t:DisplayName></t:CalendarFolder></m:Folders></m:CreateFolder>',
          ),
      }),
  },
  {
    id: 'writes-mail',
    title: 'Creates a mail message',
    turnsRed: ['HC-005/mail'],
    create: () =>
      adding({
        when: (request) => isEws(request, 'GetFolder'),
        what: (request) =>
          withOperation(
            request,
            '<m:CreateItem MessageDisposition="SaveOnly"><m:Items><t:Message><t:Subject>Hello</t:Subject></t:Message></m:Items></m:CreateItem>',
          ),
      }),
  },
  {
    id: 'opens-other-calendar',
    title: 'Opens the calendar of a person who is not enabled',
    turnsRed: ['HC-007/enabled'],
    create: () =>
      adding({
        when: (request) => isEws(request, 'GetFolder'),
        what: (request) => asPerson(request, 'erin'),
      }),
  },
  {
    id: 'tries-basic',
    title: 'Offers Basic credentials although only NTLM is configured',
    turnsRed: ['HC-015/ntlm-only'],
    create: () =>
      adding({
        when: (request) => isEws(request, 'GetFolder'),
        what: (request) => ({
          ...request,
          headers: {
            ...request.headers,
            authorization: `Basic ${Buffer.from('nobody:x').toString('base64')}`,
          },
        }),
      }),
  },
  {
    id: 'speaks-2007',
    title: 'Names a version from before streaming',
    turnsRed: ['HC-048/version'],
    create: () =>
      editing('GetFolder', (body) =>
        body.replace(
          /(RequestServerVersion[^>]*Version=")[^"]*/,
          (_whole, open: string) => `${open}Exchange2007_SP1`,
        ),
      ),
  },
  {
    id: 'subscribes-twice',
    title: 'Makes a second subscription for one user',
    turnsRed: ['HC-050/one-each'],
    create: () => adding({ when: (request) => isEws(request, 'Subscribe'), what: (request) => request }),
  },
  {
    id: 'misses-deletions',
    title: 'Does not subscribe to deletions',
    turnsRed: ['HC-051/event-types'],
    create: () =>
      editing('Subscribe', (body) => body.replace(/<(\w+:)?EventType>DeletedEvent<\/(\w+:)?EventType>/, '')),
  },
  {
    id: 'writes-attendee-copy',
    title: "Writes the attendee's copy besides the organizer's item",
    turnsRed: ['HC-144/organizer'],
    create: () =>
      adding({
        when: (request) => isEws(request, 'UpdateItem'),
        what: (request) => asPerson(request, 'bob'),
      }),
  },
  {
    id: 'writes-directory',
    title: 'Tries to change an entry of the directory',
    turnsRed: ['HC-006/writes'],
    create: () => ({ directoryPdu: modifyRequest('CN=Users,DC=ent-pa,DC=example') }),
  },
]

/** An LDAP modify that replaces `description`. @source RFC 4511 4.6 */
function modifyRequest(dn: string): Buffer {
  const octets = (text: string): Buffer => ber(0x04, Buffer.from(text))
  const attribute = ber(0x30, Buffer.concat([octets('description'), ber(0x31, octets('x'))]))
  const change = ber(0x30, Buffer.concat([ber(0x0a, Buffer.from([2])), attribute]))
  const request = ber(0x66, Buffer.concat([octets(dn), ber(0x30, change)]))
  return ber(0x30, Buffer.concat([ber(0x02, Buffer.from([1])), request]))
}

/** Short definite form: every part here is below 128 bytes. */
function ber(tag: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([tag, content.length]), content])
}
