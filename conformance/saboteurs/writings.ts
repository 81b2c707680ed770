import { escapeXml } from '../observation/xml-escape.js'
import type { Saboteur } from './saboteur.js'
import { adding, editing, isEws, withUpdate } from './wire-edits.js'

/** The text of one meeting's body: tells its UpdateItem from all others. */
const AGENDA = 'Agenda item one'

const CONFERENCE_DATA =
  /<(\w+:)?SetItemField>\s*<(\w+:)?ExtendedFieldURI[^>]*TMS:ExternalConferenceData.*?<\/(\w+:)?SetItemField>/s

/** Nodes that write something else than they should into an invitation. */
export const WRITING_SABOTEURS: readonly Saboteur[] = [
  {
    id: 'drops-conference-data',
    title: 'Does not set TMS:ExternalConferenceData',
    turnsRed: ['HC-148/set', 'HC-172/dials', 'HC-178/copies'],
    create: () => editing('UpdateItem', (body) => body.replace(CONFERENCE_DATA, '')),
  },
  {
    id: 'dials-nowhere',
    title: 'Sets TMS:ExternalConferenceData to another address',
    turnsRed: ['HC-172/dials'],
    create: () =>
      editing('UpdateItem', (body) =>
        body.replace(CONFERENCE_DATA, (update) =>
          update.replace(/(<(\w+:)?Value>)[^<]*/, '$1sip:nobody@ent-pa.example'),
        ),
      ),
  },
  {
    id: 'tells-nobody',
    title: 'Saves the update without sending it to the attendees',
    turnsRed: ['HC-115/link', 'HC-143/copies', 'HC-178/copies', 'OP-10/to-all'],
    create: () =>
      editing('UpdateItem', (body) =>
        body.replace(/(SendMeetingInvitationsOrCancellations=")[^"]*/, '$1SendToNone'),
      ),
  },
  {
    id: 'loses-text',
    title: "Replaces the user's own text",
    turnsRed: ['HC-140/text-kept'],
    create: () => editing('UpdateItem', (body) => body.replace('Agenda item one: the budget.', 'Agenda.')),
  },
  {
    id: 'flattens-html',
    title: 'Turns HTML bodies into text',
    turnsRed: ['HC-141/html'],
    create: () => editing('UpdateItem', (body) => body.replace('BodyType="HTML"', 'BodyType="Text"')),
  },
  {
    id: 'makes-html',
    title: 'Turns text bodies into HTML',
    turnsRed: ['HC-141/text'],
    create: () => editing('UpdateItem', (body) => body.replace('BodyType="Text"', 'BodyType="HTML"')),
  },
  {
    id: 'loses-location',
    title: 'Replaces the location',
    turnsRed: ['HC-142/location'],
    create: () => editing('UpdateItem', replaceLocation),
  },
  {
    id: 'writes-again-and-again',
    title: 'Repeats its update',
    turnsRed: ['HC-142/rest'],
    create: () =>
      adding({
        when: (request) => isEws(request, 'UpdateItem') && request.body.includes(AGENDA),
        what: (request) => request,
        copies: 3,
      }),
  },
  {
    id: 'hides-video-address',
    title: 'Writes no video address',
    turnsRed: ['HC-091/video', 'HC-114/meeting'],
    create: () =>
      editing(
        'UpdateItem',
        inBody((text) => text.replace(/[\w.+-]+@[\w-]+\.webex\.com/g, 'unknown')),
      ),
  },
  {
    id: 'hides-numbers',
    title: 'Writes no dial-in number',
    turnsRed: ['HC-091/dial-in'],
    create: () => editing('UpdateItem', (body) => (body.includes(AGENDA) ? inBody(hideNumbers)(body) : body)),
  },
  {
    id: 'overwrites-foreign-property',
    title: 'Overwrites UCCapabilities',
    turnsRed: ['HC-173/untouched', 'HC-173/never'],
    create: () => editing('UpdateItem', overwriteCapabilities),
  },
  {
    id: 'writes-more',
    title: 'Marks the meetings that it decorates as important',
    turnsRed: ['OP-10/fields'],
    create: () =>
      editing('UpdateItem', (body) =>
        body.includes(AGENDA)
          ? withUpdate(body, '<t:FieldURI FieldURI="item:Importance"/>', '<t:Importance>High</t:Importance>')
          : body,
      ),
  },
  {
    id: 'names-another-set',
    title: 'Writes the conference data into another property set as well',
    turnsRed: ['HC-174/public-string'],
    create: () => editing('UpdateItem', (body) => (body.includes(AGENDA) ? addToOtherSet(body) : body)),
  },
  {
    id: 'writes-link-as-address',
    title: 'Sets TMS:ExternalConferenceData to a web address',
    turnsRed: ['HC-175/form', 'HC-172/dials'],
    create: () =>
      editing('UpdateItem', (body) =>
        body.replace(CONFERENCE_DATA, (update) =>
          update.replace(/(<(\w+:)?Value>)[^<]*/, '$1https://ent-pa.webex.com/meet/alice'),
        ),
      ),
  },
  {
    id: 'writes-password',
    title: 'Lets the Exchange password slip into an invitation',
    turnsRed: ['HC-002/exchange'],
    create: ({ exchangePassword }) =>
      editing('UpdateItem', (body) =>
        body.replace('Agenda item one: the budget.', (text) => `${text} ${escapeXml(exchangePassword)}`),
      ),
  },
  {
    id: 'links-another-space',
    title: 'Writes the link of another space',
    turnsRed: ['HC-114/meeting'],
    create: () =>
      editing('UpdateItem', (body) =>
        body.includes('Slides follow.') ? body.replace(/(webex\.com\/m\/)[\w-]+/g, '$1elsewhere') : body,
      ),
  },
  {
    id: 'overwrites-change',
    title: 'Overwrites a text that changed meanwhile',
    turnsRed: ['HC-149/kept'],
    create: () =>
      editing('UpdateItem', (body) =>
        body.replace('The agenda has changed at the last moment.', 'The agenda.'),
      ),
  },
]

function hideNumbers(text: string): string {
  return text.replace(/\+?\d[\d ().-]{6,}\d/g, 'unknown')
}

function inBody(edit: (text: string) => string): (body: string) => string {
  return (request) => request.replace(/<(?:\w+:)?Body BodyType=.*?<\/(?:\w+:)?Body>/s, edit)
}

function replaceLocation(body: string): string {
  if (!body.includes(AGENDA)) return body
  return withUpdate(
    body,
    '<t:FieldURI FieldURI="calendar:Location"/>',
    '<t:Location>online @webex</t:Location>',
  )
}

function overwriteCapabilities(body: string): string {
  const path =
    '<t:ExtendedFieldURI DistinguishedPropertySetId="PublicStrings" PropertyName="UCCapabilities" PropertyType="String"/>'
  return withUpdate(
    body,
    path,
    `<t:ExtendedProperty>${path}<t:Value>overwritten</t:Value></t:ExtendedProperty>`,
  )
}

function addToOtherSet(body: string): string {
  const path =
    '<t:ExtendedFieldURI DistinguishedPropertySetId="Common" PropertyName="TMS:ExternalConferenceData" PropertyType="String"/>'
  return withUpdate(
    body,
    path,
    `<t:ExtendedProperty>${path}<t:Value>sip:alice@ent-pa.webex.com</t:Value></t:ExtendedProperty>`,
  )
}
