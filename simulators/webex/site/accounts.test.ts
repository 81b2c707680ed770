import { expect, it } from 'vitest'
import { instant, put } from '../../core/index.js'
import { siteUserKey, siteUsers, sites, type SitePolicy, type SiteUser } from '../records/sites.js'
import { ADMIN, askSite, byPassword, byToken, outcomeOf, textOf, textsOf } from '../testing/site-client.js'
import { SITE_PASSWORD, startWebexLab, type WebexLab } from '../testing/webex-lab.js'

const SITE = 'ent-pa.webex.com'
const DAY_MS = 86_400_000

function changeAdministrator(lab: WebexLab, changes: Partial<SiteUser>): void {
  const { world } = lab.core
  const user = world.get(siteUsers, siteUserKey(SITE, ADMIN))
  if (user === undefined) throw new TypeError('The site has no administrator.')
  world.commit({ cause: 'test', reason: 'changed', writes: [put(siteUsers, { ...user, ...changes })] })
}

function changePolicy(lab: WebexLab, changes: Partial<SitePolicy>): void {
  const { world } = lab.core
  const site = world.get(sites, SITE)
  if (site === undefined) throw new TypeError('There is no site.')
  const policy = { ...site.policy, ...changes }
  world.commit({ cause: 'test', reason: 'changed', writes: [put(sites, { ...site, policy })] })
}

const getAlice = { operation: 'user.GetUser', body: '<webExId>alice@ent-pa.example</webExId>' }

it.each([
  ['locked', { isLocked: true }, 'The account is locked'],
  ['deactivated', { active: 'DEACTIVATED' }, 'The account is not active'],
  ['not activated yet', { active: 'REQUEST_TO_ACTIVATE' }, 'The account is not active'],
] as const)(
  'keeps out an administrator who is %s, and tells who has the password why',
  async (_w, changes, why) => {
    await using lab = await startWebexLab()
    changeAdministrator(lab, changes)

    const right = await askSite(lab, getAlice)
    const wrong = await askSite(lab, { ...getAlice, context: byPassword(ADMIN, 'x') })

    expect([outcomeOf(right), outcomeOf(wrong)]).toEqual(['030002', '030002'])
    expect(right.text).toContain(
      `<serv:subErrors><serv:subError><serv:exceptionID>030002</serv:exceptionID><serv:reason>${why}</serv:reason>`,
    )
    expect(wrong.text).not.toContain('subError')
  },
)

it('counts the days of a password, then keeps its holder out until it is changed', async () => {
  await using lab = await startWebexLab()
  changePolicy(lab, { passwordLifetimeDays: 90 })
  changeAdministrator(lab, { passwordExpires: instant(lab.core.clock.now() + 2 * DAY_MS) })

  const soon = await askSite(lab, { operation: 'user.GetUser', body: `<webExId>${ADMIN}</webExId>` })
  await lab.advance(2 * DAY_MS)
  const late = await askSite(lab, getAlice)
  changeAdministrator(lab, { passwordExpires: instant(lab.core.clock.now() + DAY_MS) })
  const changed = await askSite(lab, getAlice)

  expect([textOf(soon, 'use:passwordExpires'), textOf(soon, 'use:passwordDaysLeft')]).toEqual(['true', '2'])
  expect(outcomeOf(late)).toBe('030002')
  expect(late.text).toContain('The password has expired')
  expect(outcomeOf(changed)).toBe('SUCCESS')
})

it('locks an account after as many wrong passwords in a row as the site says', async () => {
  await using lab = await startWebexLab()
  changePolicy(lab, { lockAfterFailures: 3 })
  const ask = (password: string) => askSite(lab, { ...getAlice, context: byPassword(ADMIN, password) })

  const first = [await ask('x'), await ask('x'), await ask(SITE_PASSWORD)]
  const second = [await ask('x'), await ask('x'), await ask('x'), await ask(SITE_PASSWORD)]

  expect(first.map(outcomeOf)).toEqual(['030002', '030002', 'SUCCESS'])
  expect(second.map(outcomeOf)).toEqual(['030002', '030002', '030002', '030002'])
  expect(second.at(-1)?.text).toContain('The account is locked')
})

it('takes a new password that keeps the rules of the site, and tells which rule another breaks', async () => {
  await using lab = await startWebexLab()
  const rules = { minLength: 10, minAlpha: 2, minNumeric: 2, minSpecial: 1, mixedCase: true }
  changePolicy(lab, { accountPassword: rules })
  const set = (password: string) =>
    askSite(lab, {
      operation: 'user.SetUser',
      body: `<webExId>bob@ent-pa.example</webExId><password>${password}</password>`,
    })

  const refused = [
    await set('Ab1!'),
    await set('abcdefgh12!'),
    await set('ABcdefghij1!'),
    await set('ABcdefghij12'),
  ]
  const taken = await set('ABcdefgh12!')
  const bob = await askSite(lab, {
    operation: 'user.AuthenticateUser',
    context: byPassword('bob@ent-pa.example', 'ABcdefgh12!'),
  })

  expect(refused.map((answer) => [outcomeOf(answer), textsOf(answer, 'serv:reason')[1]])).toEqual([
    ['000013', 'A password has at least 10 characters'],
    ['000013', 'A password has letters of both cases'],
    ['000013', 'A password has at least 2 digits'],
    ['000013', 'A password has at least 1 special characters'],
  ])
  expect([outcomeOf(taken), outcomeOf(bob)]).toEqual(['SUCCESS', 'SUCCESS'])
})

it('lets people change their own account, but not what an administrator decides', async () => {
  await using lab = await startWebexLab()
  const set = (elements: string) =>
    askSite(lab, {
      operation: 'user.SetUser',
      context: byToken(lab, 'alice'),
      body: `<webExId>alice@ent-pa.example</webExId>${elements}`,
    })

  const company = await set('<company>ENT</company>')
  const host = await set('<privilege><siteAdmin>TRUE</siteAdmin></privilege>')
  const user = await askSite(lab, getAlice)

  expect([outcomeOf(company), outcomeOf(host)]).toEqual(['SUCCESS', '000001'])
  expect([textOf(user, 'use:company'), textOf(user, 'use:siteAdmin')]).toEqual(['ENT', 'false'])
})

it('gives and takes licence and personal room [HC-095 HC-150]', async () => {
  await using lab = await startWebexLab()
  const set = (alias: string, privilege: string) =>
    askSite(lab, {
      operation: 'user.SetUser',
      body: `<webExId>${alias}@ent-pa.example</webExId><privilege>${privilege}</privilege>`,
    })
  const get = (alias: string) =>
    askSite(lab, { operation: 'user.GetUser', body: `<webExId>${alias}@ent-pa.example</webExId>` })

  await set('dave', '<isEnablePMR>true</isEnablePMR>')
  await set('alice', '<isEnablePMR>false</isEnablePMR><host>false</host>')
  const [dave, alice] = [await get('dave'), await get('alice')]

  expect(textOf(dave, 'use:personalMeetingRoomURL')).toBe('https://ent-pa.webex.com/meet/dave')
  expect(alice.text).not.toContain('personalMeetingRoomURL')
  expect([textOf(alice, 'use:host'), textOf(alice, 'use:attendeeOnly')]).toEqual(['false', 'true'])
})

it('lists accounts by page, order and filters, for administrators', async () => {
  await using lab = await startWebexLab()
  const list = (body: string) => askSite(lab, { operation: 'user.LstsummaryUser', body })
  const control = (from: number, method = 'AND') =>
    `<listControl><serv:startFrom xmlns:serv="s">${from}</serv:startFrom><maximumNum>2</maximumNum><listMethod>${method}</listMethod></listControl>`
  const byName = '<order><orderBy>FIRSTNAME</orderBy><orderAD>DESC</orderAD></order>'

  const first = await list(`${control(1)}${byName}`)
  const second = await list(`${control(3)}${byName}`)
  const beyond = await list(`${control(9)}${byName}`)
  const both = await list(`<firstName>Alice</firstName><lastName>Nobody</lastName>${control(1)}`)
  const either = await list(`<firstName>Alice</firstName><lastName>Nobody</lastName>${control(1, 'OR')}`)
  const byHost = await askSite(lab, { operation: 'user.LstsummaryUser', context: byToken(lab, 'alice') })

  expect(textsOf(first, 'use:firstName')).toEqual(['Webex', 'dave'])
  expect(['total', 'returned', 'startFrom'].map((name) => textOf(first, `serv:${name}`))).toEqual([
    '5',
    '2',
    '1',
  ])
  expect(textsOf(second, 'use:firstName')).toEqual(['carol', 'bob'])
  expect([outcomeOf(beyond), outcomeOf(both), outcomeOf(byHost)]).toEqual(['000015', '000015', '000001'])
  expect(textsOf(either, 'use:webExId')).toEqual(['alice@ent-pa.example'])
})

it('lets who may only read read, and nothing else', async () => {
  await using lab = await startWebexLab()
  await askSite(lab, {
    operation: 'user.SetUser',
    body: '<webExId>bob@ent-pa.example</webExId><privilege><roSiteAdmin>TRUE</roSiteAdmin></privilege>',
  })
  const context = byToken(lab, 'bob')

  const answers = [
    await askSite(lab, { ...getAlice, context }),
    await askSite(lab, { operation: 'user.LstsummaryUser', context }),
    await askSite(lab, {
      operation: 'user.SetUser',
      context,
      body: '<webExId>alice@ent-pa.example</webExId><company>x</company>',
    }),
    await askSite(lab, {
      operation: 'user.GetloginurlUser',
      context,
      body: '<webExID>alice@ent-pa.example</webExID>',
    }),
  ]

  expect(answers.map(outcomeOf)).toEqual(['SUCCESS', 'SUCCESS', '000001', '000001'])
})

it('finds a site by its number with the right partner, and tells its policy and its UUID', async () => {
  await using lab = await startWebexLab()
  changePolicy(lab, { passwordLifetimeDays: 30, requiresMeetingPassword: true })
  const site = lab.core.world.get(sites, SITE)
  const context = (partner: string) =>
    `<siteID>${site?.id}</siteID><partnerID>${partner}</partnerID><email>${ADMIN}</email><password>${SITE_PASSWORD}</password>`

  const found = await askSite(lab, { operation: 'site.GetSite', context: context(site?.partnerId ?? '') })
  const wrong = await askSite(lab, { operation: 'site.GetSite', context: context('x') })

  expect(found.text).toContain('xsi:type="ns1:getSiteResponse"')
  expect([textOf(found, 'ns1:siteName'), textOf(found, 'ns1:siteUUID')]).toEqual(['ent-pa', site?.uuid])
  expect([textOf(found, 'ns1:passwordLifetime'), textOf(found, 'ns1:allMeetingsPassword')]).toEqual([
    '30',
    'true',
  ])
  expect(outcomeOf(wrong)).toBe('010001')
})

it('tells its release to anybody, and how far its time zones are from GMT', async () => {
  await using lab = await startWebexLab()

  const version = await askSite(lab, { operation: 'ep.GetAPIVersion', context: '' })
  const zones = await askSite(lab, {
    operation: 'site.LstTimeZone',
    body: '<timeZoneID>4</timeZoneID><timeZoneID>25</timeZoneID><date>07/26/2026 21:00:00</date>',
  })
  const all = await askSite(lab, { operation: 'site.LstTimeZone' })

  expect(version.text).toContain(
    '<ep:apiVersion>WebEx XML API V10.0.0</ep:apiVersion><ep:release>SP5.10</ep:release>',
  )
  expect(textsOf(zones, 'ns1:gmtOffset')).toEqual(['-420', '120'])
  expect(textsOf(all, 'ns1:timeZoneID')).toHaveLength(62)
})

it('keeps tickets, passwords and keys of meetings out of the journal', async () => {
  await using lab = await startWebexLab()
  const url = textOf(
    await askSite(lab, {
      operation: 'user.GetloginurlUser',
      body: '<webExID>alice@ent-pa.example</webExID>',
    }),
    'use:userLoginURL',
  )
  const created = await askSite(lab, {
    operation: 'meeting.CreateMeeting',
    body: '<accessControl><meetingPassword>canary-meeting</meetingPassword></accessControl><metaData><confName>t</confName></metaData><schedule><startDate>03/04/2030 10:00:00</startDate><duration>30</duration></schedule>',
  })
  const key = textOf(created, 'meet:meetingkey') ?? ''
  const got = await askSite(lab, { operation: 'meeting.GetMeeting', body: `<meetingKey>${key}</meetingKey>` })

  const kept = JSON.stringify([...lab.core.journal.entries(0)])

  const ticket = /TK=([0-9a-f]+)/.exec(url ?? '')?.[1] ?? 'no ticket'
  expect(url).toMatch(/^https:\/\/ent-pa\.webex\.com\/ent-pa\/p\.php\?AT=LI&amp;FN=alice/)
  for (const secret of [ticket, 'canary-meeting']) expect(kept).not.toContain(secret)
  expect(kept).not.toContain(`hostKey>${textOf(got, 'meet:hostKey')}`)
})
