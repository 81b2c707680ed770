import { expect, it } from 'vitest'
import { startWebexLab } from '../testing/webex-lab.js'

const SITE = 'ent-pa.webex.com'

it('fills the form for a new meeting, at a site of the organization', async () => {
  await using lab = await startWebexLab()
  const ask = (query: string) =>
    lab.call({ to: `GET /calendar/api/v1/schedulerData?${query}`, token: lab.tokenOf('alice') })

  const answers = [
    await ask(`siteName=${SITE}&sessionTypeId=5`),
    await ask('siteName=other.webex.com'),
    await ask(`siteName=${SITE}&id=unknown`),
    await ask(''),
  ]

  expect(answers.map(({ status }) => status)).toEqual([200, 400, 404, 400])
  expect(answers[0]?.json()).toEqual({
    encryptedScheduleFor: {},
    schedulerPreferences: { uiControlAttributes: {}, webexOptions: { sessionTypeId: '5' } },
  })
})
