import { expect, it } from 'vitest'

import { isRed } from '../checks/check.js'
import type { WireExchange } from '../relays/wire.js'
import { ewsExchange, observedStage } from '../testing/observed-stage.js'
import { operationsLedger } from './operations-ledger.js'

const as = 'alice@ent-pa.example'
const CALENDAR = '<t:DistinguishedFolderId Id="calendar"/>'
const VIEW = '<m:CalendarView StartDate="2026-03-02T00:00:00Z" EndDate="2026-04-02T00:00:00Z"/>'
const STREAMING = '<m:Subscribe><m:StreamingSubscriptionRequest/></m:Subscribe>'
const TMS = (set: string): string =>
  `<t:ExtendedFieldURI DistinguishedPropertySetId="${set}" PropertyName="TMS:ExternalConferenceData" PropertyType="String"/>`
const update = (path: string, attribute = 'SendToAllAndSaveCopy'): string =>
  `<m:UpdateItem SendMeetingInvitationsOrCancellations="${attribute}"><t:SetItemField>${path}</t:SetItemField></m:UpdateItem>`

/** A subscription as it should be made: bound first, then caught up. */
const GOOD = [
  call(`<m:GetFolder>${CALENDAR}</m:GetFolder>`),
  call(STREAMING),
  call('<m:SyncFolderItems><m:MaxChangesReturned>512</m:MaxChangesReturned></m:SyncFolderItems>'),
  call('<m:GetStreamingEvents><m:ConnectionTimeout>30</m:ConnectionTimeout></m:GetStreamingEvents>'),
  call(`<m:FindItem>${VIEW}${CALENDAR}</m:FindItem>`),
  call(update('<t:FieldURI FieldURI="item:Body"/>')),
  call(update(TMS('PublicStrings'))),
]

function call(operation: string): WireExchange {
  return ewsExchange({ operation, as })
}

async function red(exchanges: readonly WireExchange[]): Promise<readonly string[]> {
  const numbered = exchanges.map((exchange, index) => ({ ...exchange, id: index + 1 }))
  const checks = await operationsLedger.play(observedStage({ exchanges: numbered }))
  return checks.filter(({ verdict }) => isRed(verdict)).map(({ id }) => id)
}

it('finds nothing wrong with operations in their documented use', async () => {
  expect(await red(GOOD)).toEqual([])
})

it.each([
  ['OP-02/bounded', `<m:FindItem>${CALENDAR}</m:FindItem>`],
  [
    'OP-05/timeout',
    '<m:GetStreamingEvents><m:ConnectionTimeout>31</m:ConnectionTimeout></m:GetStreamingEvents>',
  ],
  ['OP-08/page', '<m:SyncFolderItems><m:MaxChangesReturned>513</m:MaxChangesReturned></m:SyncFolderItems>'],
  ['OP-10/fields', update('<t:FieldURI FieldURI="item:Subject"/>')],
  ['OP-10/to-all', update('<t:FieldURI FieldURI="item:Body"/>', 'SendToNone')],
  ['HC-174/public-string', update(TMS('Common'))],
  ['HC-173/never', update('<t:ExtendedFieldURI PropertyName="UCCapabilities"/>')],
])('catches a call that is none of it: %s', async (id, operation) => {
  expect(await red([...GOOD, call(operation)])).toEqual([id])
})

it('wants a subscription to be bound before it and caught up after it [OP-03 OP-08]', async () => {
  const stranger = ewsExchange({ operation: STREAMING, as: 'bob@ent-pa.example' })

  expect(await red([...GOOD, stranger])).toEqual(['OP-03/bound-first', 'OP-08/after-subscribe'])
})

it('wants streaming subscriptions alone [OP-07]', async () => {
  const pull = call('<m:Subscribe><m:PullSubscriptionRequest/></m:Subscribe>')
  const [bound, ...rest] = GOOD

  expect(await red([...(bound === undefined ? [] : [bound]), pull, ...rest])).toEqual(['OP-07/streaming'])
})
