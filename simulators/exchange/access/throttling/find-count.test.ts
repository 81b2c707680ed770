import { expect, it } from 'vitest'
import { PRODUCT_VERSIONS } from '../../versions/index.js'
import { SERVICE_ACCOUNT } from '../../testing/exchange-lab.js'
import { ALICE, startBusyLab, type BusyLab } from './testing/busy-lab.js'

const V2010 = { impersonate: ALICE, version: 'Exchange2010_SP2' }
const SHAPE = '<m:ItemShape><t:BaseShape>IdOnly</t:BaseShape></m:ItemShape>'
const CALENDAR = '<m:ParentFolderIds><t:DistinguishedFolderId Id="calendar"/></m:ParentFolderIds>'

/** An Exchange whose policy lets so many rows be held, and a calendar with five appointments. */
async function startFullLab(limit: number) {
  const lab = await startBusyLab({ product: PRODUCT_VERSIONS['2010'] })
  lab.exchange.throttling.create({ name: 'Rows', settings: { EWSFindCountLimit: limit } })
  lab.exchange.throttling.associate(lab.accountOf(SERVICE_ACCOUNT), 'Rows')
  await fill(lab, 5)
  return lab
}

async function fill(lab: BusyLab, count: number): Promise<void> {
  const items = Array.from(
    { length: count },
    (_, number) =>
      `<t:CalendarItem><t:Subject>Plan ${number}</t:Subject><t:Start>2026-03-03T0${number % 9}:00:00Z</t:Start>` +
      `<t:End>2026-03-03T0${number % 9}:30:00Z</t:End></t:CalendarItem>`,
  )
  const { codes } = await lab.ask(
    `<m:CreateItem SendMeetingInvitations="SendToNone"><m:Items>${items.join('')}</m:Items></m:CreateItem>`,
    { impersonate: ALICE, version: 'Exchange2010_SP2' },
  )
  expect(new Set(codes)).toEqual(new Set(['NoError']))
}

function find(view: string, rest = ''): string {
  return `<m:FindItem Traversal="Shallow">${SHAPE}${view}${rest}${CALENDAR}</m:FindItem>`
}

const page = (offset: number, basePoint = 'Beginning') =>
  `<m:IndexedPageItemView MaxEntriesReturned="100" Offset="${offset}" BasePoint="${basePoint}"/>`

const idsIn = (text: string) => [...text.matchAll(/<t:ItemId Id="([^"]*)"/g)].map(([, id]) => id)
const rootIn = (text: string) => /<m:RootFolder ([^>]*)>/.exec(text)?.[1]

it.each(['Beginning', 'End'])(
  'brings a shorter page from the %s, after which a client can go on',
  async (base) => {
    await using lab = await startFullLab(3)

    const first = await lab.ask(find(page(0, base)), V2010)
    const second = await lab.ask(find(page(3, base)), V2010)

    expect(rootIn(first.text)).toBe(
      'IndexedPagingOffset="3" TotalItemsInView="5" IncludesLastItemInRange="false"',
    )
    expect(rootIn(second.text)).toBe(
      'IndexedPagingOffset="5" TotalItemsInView="5" IncludesLastItemInRange="true"',
    )
    expect(new Set([...idsIn(first.text), ...idsIn(second.text)]).size).toBe(5)
  },
)

it.each([
  ['Exchange2010_SP1', 'ErrorExceededFindCountLimit'],
  ['Exchange2010', 'ErrorServerBusy'],
])('refuses %s who does not ask for pages with %s', async (version, code) => {
  await using lab = await startFullLab(3)

  const refused = await lab.ask(find(''), { impersonate: ALICE, version })

  expect([refused.status, ...refused.codes]).toEqual([200, code])
  expect(lab.exchange.budgets(ALICE)[0]?.rows).toEqual({ used: 0, limit: 3 })
})

it('refuses pages to who asks in a version before they could be short', async () => {
  await using lab = await startFullLab(3)

  const refused = await lab.ask(find(page(0)), { impersonate: ALICE, version: 'Exchange2010' })

  expect(refused.codes).toEqual(['ErrorServerBusy'])
})

it('cuts a view of a calendar that names how many entries it wants', async () => {
  await using lab = await startFullLab(3)
  const view = (most: string) =>
    `<m:CalendarView ${most}StartDate="2026-03-03T00:00:00Z" EndDate="2026-03-04T00:00:00Z"/>`

  const cut = await lab.ask(find(view('MaxEntriesReturned="100" ')), V2010)
  const refused = await lab.ask(find(view('')), V2010)

  expect(rootIn(cut.text)).toBe('TotalItemsInView="5" IncludesLastItemInRange="false"')
  expect(idsIn(cut.text)).toHaveLength(3)
  expect(refused.codes).toEqual(['ErrorExceededFindCountLimit'])
})

it('counts the rows of answers that are not yet written', async () => {
  await using lab = await startFullLab(8)
  lab.holdAnswers(200)
  const first = lab.ask(find(page(0)), V2010)
  await lab.untilHeld(1)

  const second = lab.ask(find(page(0)), V2010)
  await lab.untilHeld(2)
  const third = lab.ask(find(page(0)), V2010)
  await lab.untilHeld(3)
  await lab.advance(200)
  lab.core.faults.clear()
  const last = await lab.ask(find(page(0)), V2010)

  expect(idsIn((await first).text)).toHaveLength(5)
  expect(idsIn((await second).text)).toHaveLength(3)
  expect((await third).codes).toEqual(['ErrorExceededFindCountLimit'])
  expect(idsIn(last.text)).toHaveLength(5)
})

it('brings 250 rows at most of a restricted search since 2013, and 1000 of another', async () => {
  await using lab = await startBusyLab()
  for (let batch = 0; batch < 4; batch++) await fill(lab, 65)
  const restriction =
    '<m:Restriction><t:Exists><t:FieldURI FieldURI="item:Subject"/></t:Exists></m:Restriction>'

  const restricted = await lab.ask(find(page(0).replace('100', '1000'), restriction))
  const plain = await lab.ask(find(page(0).replace('100', '1000')))

  expect(rootIn(restricted.text)).toBe(
    'IndexedPagingOffset="250" TotalItemsInView="260" IncludesLastItemInRange="false"',
  )
  expect(idsIn(plain.text)).toHaveLength(260)
})
