import { expect, it } from 'vitest'
import { startWebexLab } from '../../testing/webex-lab.js'
import { ADMINISTRATOR, cookieIn, openBrowser, signIn } from '../testing/browser.js'

it('sends who is not signed in to the page where that is done', async () => {
  await using lab = await startWebexLab()

  const answer = await lab.call({ to: 'GET /hub/users' })

  expect([answer.status, answer.headers.location]).toEqual([303, '/hub/sign-in'])
})

it('signs an administrator in by the authorize page of the cloud, and out again', async () => {
  await using lab = await startWebexLab()
  const signInPage = await lab.call({ to: 'GET /hub/sign-in' })
  const browser = await openBrowser(lab, ADMINISTRATOR)

  const seen = await browser.get('/hub')
  const out = await browser.post('/hub/sign-out')
  const after = await browser.get('/hub')

  expect(signInPage.text).toContain('href="/hub/sign-in/begin"')
  expect(seen.text).toContain('webex-admin@ent-pa.example')
  expect(out.headers['set-cookie']?.[0]).toContain('Max-Age=0')
  expect(after.status).toBe(303)
})

it('does not sign in people without an administrator role', async () => {
  await using lab = await startWebexLab()

  const answer = await signIn(lab, { email: 'alice@ent-pa.example', password: '' })

  expect([answer.status, answer.headers['set-cookie']]).toEqual([403, undefined])
  expect(answer.text).toContain('This account has no administrator role.')
})

it('takes a code only from the browser that it has sent for it', async () => {
  await using lab = await startWebexLab()
  const mine = await lab.call({ to: 'GET /hub/sign-in/begin' })
  const theirs = await lab.call({ to: 'GET /hub/sign-in/begin' })
  const form = { decision: 'accept', ...ADMINISTRATOR }
  const decided = await lab.call({ to: `POST ${String(mine.headers.location)}`, form })
  const back = (headers: Readonly<Record<string, string>>) =>
    lab.call({ to: `GET ${String(decided.headers.location)}`, headers })

  const answers = [await back({}), await back({ cookie: cookieIn(theirs) })]

  expect(answers.map(({ status, headers }) => [status, headers['set-cookie']])).toEqual([
    [403, undefined],
    [403, undefined],
  ])
})

it('keeps no password, code or token in the journal', async () => {
  await using lab = await startWebexLab()
  const signedIn = await signIn(lab, ADMINISTRATOR)
  const token = cookieIn(signedIn).split('=')[1] ?? ''
  await lab.call({ to: 'GET /hub', headers: { cookie: cookieIn(signedIn) } })

  const journal = JSON.stringify([...lab.core.journal.entries()])

  expect(token).not.toBe('')
  for (const secret of [ADMINISTRATOR.password, token]) expect(journal).not.toContain(secret)
  expect(journal).not.toMatch(/[?&]code=(?!\[redacted\])/)
})
