// What the ews-javascript-api scripts share: services of people, times, and refusals as values.
import ews from 'ews-javascript-api'
import xhr from '@ewsjs/xhr'
import { ready } from '../check.mjs'

const { DateTime, ExchangeService, ExchangeVersion, Uri, WebCredentials } = ews

export const people = Object.fromEntries(ready.users.map((user) => [user.mail.split('@')[0], user]))

/** Somebody's service, over NTLM on a connection of its own. */
export function serviceOf({ upn, password }, version = ExchangeVersion.Exchange2013_SP1) {
  const service = new ExchangeService(version)
  service.Url = new Uri(ready.exchange.ews)
  service.Credentials = new WebCredentials(upn, password)
  service.XHRApi = new xhr.XhrApi().useNtlmAuthentication(upn, password)
  return service
}

/** A whole hour, some days from now, in UTC. */
export function hourOn(days, hour) {
  const day = new Date()
  day.setUTCHours(hour, 0, 0, 0)
  day.setUTCDate(day.getUTCDate() + days)
  return DateTime.Parse(day.toISOString())
}

/** What an action was refused with, or what it gave. */
export async function refusal(action) {
  try {
    return await action()
  } catch (error) {
    return error
  }
}
