// node-ews makes its calls from the server's own WSDL, which it fetches first.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EWS from 'node-ews'
import { check, ready } from '../check.mjs'

const [alice] = ready.users
const temp = mkdtempSync(join(tmpdir(), 'node-ews-'))
const host = new URL(ready.exchange.ews).origin
const ews = new EWS({ username: alice.upn, password: alice.password, host, temp })
const calendar = { DistinguishedFolderId: { attributes: { Id: 'calendar' } } }

try {
  const folder = await ews.run('GetFolder', {
    FolderShape: { BaseShape: 'Default' },
    FolderIds: calendar,
  })
  const [message] = [folder.ResponseMessages.GetFolderResponseMessage].flat()
  check('the WSDL is good enough to call by', message.ResponseCode === 'NoError', message.ResponseCode)
  check(
    'the calendar folder has its name',
    message.Folders.CalendarFolder.DisplayName === 'Calendar',
    JSON.stringify(message.Folders),
  )

  const created = await ews.run('CreateItem', {
    attributes: { SendMeetingInvitations: 'SendToNone' },
    Items: {
      CalendarItem: {
        Subject: 'node-ews',
        Body: { attributes: { BodyType: 'Text' }, $value: 'by WSDL' },
        Start: '2030-03-04T09:00:00Z',
        End: '2030-03-04T10:00:00Z',
        Location: 'Room 5',
      },
    },
  })
  const made = created.ResponseMessages.CreateItemResponseMessage
  const id = made.Items?.CalendarItem?.ItemId?.attributes
  check('an appointment can be made', made.ResponseCode === 'NoError', made.ResponseCode)

  const item = await ews.run('GetItem', {
    ItemShape: { BaseShape: 'AllProperties' },
    ItemIds: { ItemId: { attributes: { Id: id?.Id } } },
  })
  const read = item.ResponseMessages.GetItemResponseMessage.Items.CalendarItem
  check('it is read back', read.Subject === 'node-ews' && read.Location === 'Room 5', JSON.stringify(read))
  check('with its times', new Date(read.Start).toISOString() === '2030-03-04T09:00:00.000Z', read.Start)

  const found = await ews.run('FindItem', {
    attributes: { Traversal: 'Shallow' },
    ItemShape: { BaseShape: 'IdOnly' },
    CalendarView: {
      attributes: { StartDate: '2030-03-04T00:00:00Z', EndDate: '2030-03-05T00:00:00Z' },
    },
    ParentFolderIds: calendar,
  })
  const { RootFolder } = found.ResponseMessages.FindItemResponseMessage
  check(
    'and found in a view',
    String(RootFolder.attributes.TotalItemsInView) === '1',
    JSON.stringify(RootFolder),
  )

  const names = await ews.run('ResolveNames', {
    attributes: { ReturnFullContactData: false },
    UnresolvedEntry: 'bob',
  })
  const resolution = names.ResponseMessages.ResolveNamesResponseMessage.ResolutionSet?.Resolution
  check(
    'bob is found',
    resolution?.Mailbox?.EmailAddress === 'bob@ent-pa.example',
    JSON.stringify(resolution),
  )

  const deleted = await ews.run('DeleteItem', {
    attributes: { DeleteType: 'HardDelete', SendMeetingCancellations: 'SendToNone' },
    ItemIds: { ItemId: { attributes: id } },
  })
  const done = deleted.ResponseMessages.DeleteItemResponseMessage.ResponseCode
  check('it can be deleted', done === 'NoError', done)
} finally {
  rmSync(temp, { recursive: true, force: true })
}
