import { expect, it } from 'vitest'
import { MESSAGES_NAMESPACE, TYPES_NAMESPACE } from '../codec/namespaces.js'
import { withoutPrefixes } from './default-namespaces.js'

it('declares a namespace where an element is in another than its parent', () => {
  expect(
    withoutPrefixes(
      '<m:GetUserOofSettingsResponse><m:ResponseMessage ResponseClass="Success"><m:ResponseCode>NoError</m:ResponseCode>' +
        '</m:ResponseMessage><t:OofSettings><t:OofState>Disabled</t:OofState><t:InternalReply/></t:OofSettings>' +
        '<m:AllowExternalOof>All</m:AllowExternalOof></m:GetUserOofSettingsResponse>',
    ),
  ).toBe(
    `<GetUserOofSettingsResponse xmlns="${MESSAGES_NAMESPACE}"><ResponseMessage ResponseClass="Success">` +
      '<ResponseCode>NoError</ResponseCode></ResponseMessage>' +
      `<OofSettings xmlns="${TYPES_NAMESPACE}"><OofState>Disabled</OofState><InternalReply/></OofSettings>` +
      '<AllowExternalOof>All</AllowExternalOof></GetUserOofSettingsResponse>',
  )
})

it('declares it again for every sibling, and behind the attributes', () => {
  expect(
    withoutPrefixes('<m:MessageXml><t:Value Name="a>b">1</t:Value><t:Value Name="c"/></m:MessageXml>'),
  ).toBe(
    `<MessageXml xmlns="${MESSAGES_NAMESPACE}"><Value Name="a>b" xmlns="${TYPES_NAMESPACE}">1</Value>` +
      `<Value Name="c" xmlns="${TYPES_NAMESPACE}"/></MessageXml>`,
  )
})

it('leaves what people wrote as it is', () => {
  const text = '&lt;m:Away t:x="1"> in &lt;t:Rome/>'

  expect(withoutPrefixes(`<t:Message>${text}</t:Message>`)).toBe(
    `<Message xmlns="${TYPES_NAMESPACE}">${text}</Message>`,
  )
})
