// People at their desks: they work as Outlook does, in the Exchange of the lab.
import { readFileSync } from 'node:fs'
import { createPerson } from '../dist/clients/index.js'
import { ready } from './check.mjs'

const ca = readFileSync(ready.ca, 'utf8')

export const atDesk = ({ mail, upn, password }) =>
  createPerson({
    ...{ mail, url: ready.exchange.ews, credentials: { username: upn, password } },
    ...{ authentication: 'ntlm', ca },
  })
