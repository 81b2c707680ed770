import { z } from 'zod'
import { formatMilliseconds, instant, LabError } from '../../core/index.js'
import type { Endpoint } from '../../tms/index.js'
import type { ListedMeeting, PersonCard } from '../../webex/index.js'
import type { LabControl } from './control.js'
import {
  listedMeeting,
  openedTexts,
  peopleQuery,
  personCard,
  scheduledMeeting,
  tmsEndpoint,
  tmsSettings,
} from './display-schemas.js'
import { route, type Route } from './route.js'

type Displays = Pick<LabControl, 'screen' | 'device' | 'tms' | 'productivityTools'>

const aliased = z.strictObject({ alias: z.string().describe('An alias or an address.') })
const sealedTexts = z.strictObject({ keyUrl: z.string(), jwe: z.array(z.string()).min(1) })
const meetingForm = z.strictObject({
  subject: z.string(),
  start: z.iso.datetime().optional(),
  end: z.iso.datetime().optional(),
  body: z.string().optional(),
  invitees: z.array(z.string()).optional(),
  rooms: z.array(z.string()).optional(),
})

/** What the people of the lab see now. */
export function displayRoutes(lab: Displays): readonly Route[] {
  return [...screenRoutes(lab), ...tmsRoutes(lab)]
}

function screenRoutes(lab: Displays): readonly Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/screens/{alias}/meetings',
      summary: "The meetings list of somebody's Webex app, opened with that person's keys.",
      params: aliased,
      answer: z.array(listedMeeting),
      handle: async ({ params }) =>
        looked(async () => (await lab.screen(params.alias).meetings()).map(shownMeeting)),
    }),
    route({
      method: 'get',
      path: '/v1/screens/{alias}/people',
      summary:
        "People as somebody's Webex app shows them: in a search, a roster, among mentions or by themselves.",
      params: aliased,
      query: peopleQuery,
      answer: z.array(personCard),
      handle: async ({ params, query }) => looked(async () => [...(await cards(lab, params.alias, query))]),
    }),
    route({
      method: 'post',
      path: '/v1/screens/{alias}/decrypt',
      summary: "Opens texts with one person's keys; 403 where the person does not get the key.",
      params: aliased,
      body: sealedTexts,
      answer: openedTexts,
      handle: async ({ params, body: { keyUrl, jwe } }) =>
        looked(async () => ({
          texts: await Promise.all(jwe.map((text) => lab.screen(params.alias).decrypt(keyUrl, text))),
        })),
    }),
    route({
      method: 'get',
      path: '/v1/room-devices/{alias}/meetings',
      summary: 'What stands on the Webex device of a meeting room.',
      params: aliased,
      answer: z.array(listedMeeting),
      handle: async ({ params }) =>
        looked(async () => (await lab.device(params.alias).meetings()).map(shownMeeting)),
    }),
  ]
}

function tmsRoutes(lab: Displays): readonly Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/tms/endpoints',
      summary: 'What TMS shows on the endpoints on premises, one for each room.',
      answer: z.array(tmsEndpoint),
      handle: async () => looked(async () => (await lab.tms.endpoints()).map(shownEndpoint)),
    }),
    route({
      method: 'get',
      path: '/v1/tms',
      summary: 'The licences of TMS, and the conferencing beside it.',
      answer: tmsSettings,
      handle: async () => looked(() => lab.tms.settings()),
    }),
    route({
      method: 'put',
      path: '/v1/tms',
      summary: 'Changes them; what is left out stays.',
      body: tmsSettings.partial(),
      answer: tmsSettings,
      handle: async ({ body }) => looked(() => lab.tms.configure(body)),
    }),
    route({
      method: 'post',
      path: '/v1/productivity-tools/{alias}/meetings',
      summary: "Schedules a meeting in somebody's personal room by the plug-in of Outlook.",
      params: aliased,
      body: meetingForm,
      answer: scheduledMeeting,
      handle: async ({ params, body }) =>
        looked(async () => {
          const { itemId, uid, subject } = await lab.productivityTools(params.alias).schedules(given(body))
          return { itemId, uid, subject }
        }),
    }),
  ]
}

async function cards(
  lab: Displays,
  alias: string,
  { search, mail, space, mention }: z.output<typeof peopleQuery>,
): Promise<readonly PersonCard[]> {
  const screen = lab.screen(alias)
  if (search !== undefined) return screen.search(search)
  if (mail !== undefined) return [(await screen.person(mail)) ?? []].flat()
  if (space === undefined) {
    throw new LabError('REQUEST_INVALID', {
      message: 'query: one of search, mail and space is needed.',
      hint: 'See /v1/openapi.json.',
    })
  }
  return mention === undefined ? screen.roster(space) : screen.mentions(space, mention)
}

/** What a server refused to who looks is the answer, and no failure of the lab. */
async function looked<Answer>(look: () => Promise<Answer>): Promise<Answer> {
  try {
    return await look()
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'ClientError' || !('code' in error)) throw error
    const code = error.code === 'CLIENT_KMS_403' ? 'KMS_KEY_REFUSED' : 'DISPLAY_FAILED'
    throw new LabError(code, {
      message: `${String(error.code)}: ${error.message}`,
      hint: 'Look at the journal.',
      cause: error,
    })
  }
}

function shownMeeting({
  start,
  end,
  joinButtonFrom,
  texts,
  ...meeting
}: ListedMeeting): z.input<typeof listedMeeting> {
  return {
    ...meeting,
    start: time(start),
    end: time(end),
    texts: texts === null ? null : { ...texts, participants: [...texts.participants] },
    joinButtonFrom: joinButtonFrom === null ? null : time(joinButtonFrom),
  }
}

function shownEndpoint({ bookings, ...endpoint }: Endpoint): z.input<typeof tmsEndpoint> {
  return {
    ...endpoint,
    bookings: bookings.map(({ start, end, ...booking }) => ({
      ...booking,
      start: time(start),
      end: time(end),
    })),
  }
}

function time(epochMs: number): string {
  return formatMilliseconds(instant(epochMs))
}

/** Without the fields that are undefined. */
function given({ subject, ...others }: z.output<typeof meetingForm>) {
  return { subject, ...Object.fromEntries(Object.entries(others).filter(([, value]) => value !== undefined)) }
}
