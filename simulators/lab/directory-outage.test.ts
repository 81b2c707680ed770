import { expect, it } from 'vitest'
import { Lab } from './lab.js'

const INBOX =
  '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types" xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages"><s:Body>' +
  '<m:GetFolder><m:FolderShape><t:BaseShape>IdOnly</t:BaseShape></m:FolderShape><m:FolderIds><t:DistinguishedFolderId Id="inbox"/></m:FolderIds></m:GetFolder></s:Body></s:Envelope>'

const AUTODISCOVER =
  '<Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006"><Request>' +
  '<EMailAddress>alice@ent-pa.example</EMailAddress>' +
  '<AcceptableResponseSchema>http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a</AcceptableResponseSchema>' +
  '</Request></Autodiscover>'

function post(
  lab: Lab,
  { url, body, alias }: { url: string; body: string; alias: string },
): Promise<Response> {
  const user = lab.ready.users.find(({ mail }) => mail.startsWith(`${alias}@`))
  const headers = {
    'Content-Type': 'text/xml; charset=utf-8',
    Authorization: `Basic ${btoa(`${user?.upn}:${user?.password}`)}`,
  }
  return lab.answer('exchange', new Request(url, { method: 'POST', headers, body }))
}

const openInbox = (lab: Lab, alias: string) => post(lab, { url: lab.ready.exchange.ews, body: INBOX, alias })

const discover = (lab: Lab, alias: string) =>
  post(lab, { url: lab.ready.exchange.autodiscoverPox, body: AUTODISCOVER, alias })

async function stopAll(lab: Lab): Promise<void> {
  for (const { name } of lab.controllers.list()) await lab.controllers.stop(name)
}

it('lets nobody log on while no domain controller runs, and who has logged on lately hears why [HD-008]', async () => {
  await using lab = await Lab.start({ network: 'none', clock: 'manual', directory: { controllers: 2 } })
  expect((await openInbox(lab, 'alice')).status).toBe(200)

  await stopAll(lab)
  const [known, stranger] = [await openInbox(lab, 'alice'), await openInbox(lab, 'bob')]

  expect(known.status).toBe(500)
  expect(await known.text()).toContain('ErrorADUnavailable')
  expect(stranger.status).toBe(401)
  await lab.advance(15 * 60_000)
  expect((await openInbox(lab, 'alice')).status).toBe(401)
})

it('goes on as soon as one runs, and counts no wrong password meanwhile [HD-008]', async () => {
  await using lab = await Lab.start({ network: 'none', directory: { controllers: 2 } })
  await stopAll(lab)
  for (let attempt = 0; attempt < 20; attempt++) await openInbox(lab, 'bob')

  await lab.controllers.start('dc2')

  expect((await openInbox(lab, 'bob')).status).toBe(200)
  expect((await discover(lab, 'alice')).status).toBe(200)
})

it('lets people log on by a controller that is no Global Catalog, and nothing more', async () => {
  await using lab = await Lab.start({
    network: 'none',
    organization: {
      domain: 'ent-pa.example',
      domainControllers: [{}, { globalCatalog: false }],
      people: [{ alias: 'alice', firstName: 'Alice', lastName: 'Anders' }],
    },
  })
  await lab.controllers.stop('dc1')

  const answer = await openInbox(lab, 'alice')

  expect([answer.status, (await answer.text()).includes('ErrorADUnavailable')]).toEqual([500, true])
  expect((await discover(lab, 'alice')).status).toBe(503)
})

it('does not keep people from Webex [HD-008]', async () => {
  await using lab = await Lab.start({ network: 'none' })
  await stopAll(lab)
  const [alice] = lab.ready.users

  const me = await lab.answer(
    'cloud',
    new Request(`${lab.ready.webexCloud.api}/people/me`, {
      headers: { Authorization: `Bearer ${alice?.webexToken}` },
    }),
  )

  expect(me.status).toBe(200)
  expect(await me.json()).toMatchObject({ emails: ['alice@ent-pa.example'] })
})

it('names a controller that runs to those who ask Autodiscover', async () => {
  await using lab = await Lab.start({ network: 'none', directory: { controllers: 2 } })
  await lab.controllers.stop('dc1')

  const answer = await discover(lab, 'alice')

  expect(await answer.text()).toContain('<AD>dc2.ent-pa.example</AD>')
})

it('lets the management shell do nothing without a Global Catalog, and names the controller that it asks', async () => {
  await using lab = await Lab.start({ network: 'none', directory: { controllers: 2 } })
  const unknown = async () => JSON.stringify(await lab.shell.run('Get-Mailbox nobody'))

  await lab.controllers.stop('dc1')
  expect(await unknown()).toContain("couldn't be found on 'dc2.ent-pa.example'")
  await lab.controllers.stop('dc2')
  expect(await unknown()).toContain('The LDAP server is unavailable.')
})
