import { z } from 'zod'

import { type Check, check } from '../checks/check.js'
import { findCanary } from '../observation/canary.js'
import { meetingObject, openMeeting } from '../observation/meeting-object.js'
import type { Upload } from '../observation/uploads.js'
import { type Case, type Stage, isDecorated } from './case.js'

const SUBJECT = 'Merger with Zanzibar Spices'
const LOCATION = 'Vault 77, @webex'
const TEXT = 'Nobody may hear of the cinnamon.'

/** This meeting has a text and a place, so their ciphertext must be there. */
const ciphertext = meetingObject.required({ encryptedLocation: true, encryptedNotes: true })

/** HC-191 HC-193 · what reaches the cloud of a confidential meeting. */
export const confidentialUpload: Case = {
  id: 'list/confidential',
  title: 'The cloud gets ciphertext that says what Exchange says',
  shows: ['HC-191/clear-text', 'HC-193/ciphertext', 'HC-193/content'],
  async play(stage) {
    const { alice, bob, carol } = stage.people
    const invitees = [bob.mail, carol.mail]
    const meeting = await alice.schedules({
      ...stage.slot(),
      subject: SUBJECT,
      location: LOCATION,
      body: TEXT,
      invitees,
    })

    await stage.settle(
      async () => isDecorated(await alice.sees(SUBJECT)) && stage.uploads(meeting).length > 0,
    )

    const upload = stage.uploads(meeting).at(-1)
    return [
      await clearTextCheck(stage, upload),
      await shapeCheck(stage, upload),
      await contentCheck(stage, upload),
    ]
  },
}

async function clearTextCheck(stage: Stage, upload: Upload | undefined): Promise<Check> {
  const observed = await stage.observe()
  const leaks = observed.exchanges.filter(
    ({ request }) =>
      request.service === 'cloud' &&
      [SUBJECT, TEXT, LOCATION].some((text) => findCanary(request.path + request.body, text) !== undefined),
  )
  return check({
    id: 'HC-191/clear-text',
    expected: 'subject, location and body in no request to the cloud',
    got: `${leaks.length} requests with such a text`,
    holds: upload === undefined ? 'not-run' : leaks.length === 0,
    evidence: observed.evidence(leaks),
  })
}

async function shapeCheck(stage: Stage, upload: Upload | undefined): Promise<Check> {
  const shape = ciphertext.safeParse(upload?.meeting)
  const observed = await stage.observe()
  return check({
    id: 'HC-193/ciphertext',
    expected: 'a key of the KMS, and compact JWE in every field with content',
    got: shape.success ? 'JWE throughout' : z.prettifyError(shape.error),
    holds: shape.success,
    evidence: observed.evidence(upload === undefined ? [] : [upload.exchange]),
  })
}

async function contentCheck(stage: Stage, upload: Upload | undefined): Promise<Check> {
  const { alice, bob, carol } = stage.people
  const shape = ciphertext.safeParse(upload?.meeting)
  const observed = await stage.observe()
  const opened = shape.success ? await openMeeting(stage.decrypt, shape.data) : undefined
  const expected = {
    subject: SUBJECT,
    location: 'Vault 77',
    organizer: alice.mail,
    invited: [bob.mail, carol.mail],
  }
  return check({
    id: 'HC-193/content',
    title: 'The ciphertext opens to what the Exchange item says',
    expected: JSON.stringify(expected),
    got: opened ?? 'nothing that opens',
    holds:
      opened !== undefined &&
      opened.subject === SUBJECT &&
      opened.location?.includes('Vault 77') === true &&
      opened.notes?.includes(TEXT) === true &&
      opened.organizer === alice.mail &&
      expected.invited.every((mail) => opened.invited.includes(mail)),
    evidence: observed.evidence(upload === undefined ? [] : [upload.exchange]),
  })
}
