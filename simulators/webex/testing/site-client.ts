import { call, type CallAnswer } from './call.js'
import { SITE_PASSWORD, type WebexLab } from './webex-lab.js'

export interface SiteRequest {
  /** `user.GetUser` */
  readonly operation: string
  /** The security context; default: the administrator of the default site, by password. */
  readonly context?: string
  readonly body?: string
}

export const ADMIN = 'webex-admin@ent-pa.example'

/** The security context of an account of the default site that signs in with a password. */
export const byPassword = (webExID: string, password: string): string =>
  `<siteName>ent-pa</siteName><webExID>${webExID}</webExID><password>${password}</password>`

/** The security context of a person of the lab who signs in with an access token of the cloud. */
export const byToken = (lab: WebexLab, alias: string, siteName = 'ent-pa'): string =>
  `<siteName>${siteName}</siteName><webExID>${alias}@ent-pa.example</webExID>` +
  `<webExAccessToken>${lab.tokenOf(alias)}</webExAccessToken>`

/** One request to the XML API of the sites. */
export function askSite(lab: WebexLab, { operation, context, body = '' }: SiteRequest): Promise<CallAnswer> {
  const securityContext = context ?? byPassword(ADMIN, SITE_PASSWORD)
  return call(
    { origin: lab.endpoints.origins.site, ca: lab.caPem },
    {
      to: 'POST /WBXService/XMLService',
      xml:
        '<?xml version="1.0" encoding="UTF-8"?>' +
        '<serv:message xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
        `<header><securityContext>${securityContext}</securityContext></header>` +
        `<body><bodyContent xsi:type="java:com.webex.service.binding.${operation}">${body}</bodyContent></body></serv:message>`,
    },
  )
}

/** The text of the first element of that name. */
export function textOf({ text }: CallAnswer, element: string): string | undefined {
  return new RegExp(`<${element}>([^<]*)</${element}>`).exec(text)?.[1]
}

/** The texts of all elements of that name, in order. */
export function textsOf({ text }: CallAnswer, element: string): readonly string[] {
  return [...text.matchAll(new RegExp(`<${element}>([^<]*)</${element}>`, 'g'))].map(
    ([, found = '']) => found,
  )
}

/** How a request went: `SUCCESS`, or the id of the exception. */
export const outcomeOf = (answer: CallAnswer): string | undefined =>
  textOf(answer, 'serv:exceptionID') ?? textOf(answer, 'serv:result')
