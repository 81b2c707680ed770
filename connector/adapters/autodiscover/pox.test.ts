import { expect, it } from 'vitest'
import { parseAnswer, renderRequest } from './pox.js'

const OPEN =
  '<Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006"><Response xmlns="http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a">'
const CLOSE = '</Response></Autodiscover>'

it('prefers the EWS address inside the company, and reads the grouping [HC-040]', () => {
  const answer = parseAnswer(
    `${OPEN}<User><AutoDiscoverSMTPAddress>alice@ent-pa.example</AutoDiscoverSMTPAddress></User><Account><Action>settings</Action>` +
      '<Protocol><Type>EXPR</Type><EwsUrl>https://outside/EWS</EwsUrl></Protocol>' +
      `<Protocol><Type>EXCH</Type><ASUrl>https://inside/EWS</ASUrl><GroupingInformation>Site1</GroupingInformation></Protocol></Account>${CLOSE}`,
    'a@ent-pa.example',
  )

  expect(answer).toEqual({
    kind: 'settings',
    address: 'alice@ent-pa.example',
    ewsUrl: 'https://inside/EWS',
    group: 'Site1',
  })
})

it.each([
  [
    '<Account><Action>redirectAddr</Action><RedirectAddr>x@y</RedirectAddr></Account>',
    { kind: 'redirect-address', address: 'x@y' },
  ],
  [
    '<Account><Action>redirectUrl</Action><RedirectUrl>https://y/</RedirectUrl></Account>',
    { kind: 'redirect-url', url: 'https://y/' },
  ],
  [
    '<Error><ErrorCode>500</ErrorCode><Message>no</Message></Error>',
    { kind: 'error', code: '500', message: 'no' },
  ],
])('reads %s', (content, expected) => {
  expect(parseAnswer(OPEN + content + CLOSE, 'a@b')).toEqual(expected)
})

it('escapes the address it asks for', () => {
  expect(renderRequest("o'neil&co@ent.example")).toContain(
    "<EMailAddress>o'neil&amp;co@ent.example</EMailAddress>",
  )
})
