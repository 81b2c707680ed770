import { expect, it } from 'vitest'
import { RepeatedBody } from '../../../network/index.js'
import { DEFAULT_PRODUCT, PRODUCT_VERSIONS, type ProductName } from '../../versions/index.js'
import { createEncoder } from '../codec/encoder.js'
import { createEwsSchema } from '../codec/schema.js'
import type { OperationFacts } from '../codec/table.js'
import { responseMessages, success } from '../response-message.js'
import { lasting, type EwsObject } from '../tree.js'
import { createEnvelopeWriter } from './envelope-writer.js'

const schema = createEwsSchema()
const GET_ITEM = schema.operation('GetItem') as OperationFacts

const writerOf = (product: ProductName) =>
  createEnvelopeWriter(createEncoder(schema), PRODUCT_VERSIONS[product])

/** A message about one item. */
function aboutItem(subject: string): EwsObject {
  const item = { name: 'CalendarItem', value: lasting({ ItemId: { '@Id': 'a' }, Subject: subject }) }
  return success({ Items: { $each: [item] } })
}

it('gives the document about a message that lasts again, as it would be written anew', () => {
  const writer = writerOf(DEFAULT_PRODUCT)
  const message = lasting(aboutItem('Größe'))
  const answer = () => writer.answer(GET_ITEM, responseMessages('GetItem', [message]))

  const [first, again] = [answer(), answer()]
  const anew = writer.answer(GET_ITEM, responseMessages('GetItem', [{ ...message }]))

  expect(again).toBe(first)
  expect(first.document).toBeInstanceOf(RepeatedBody)
  expect(String(first.document)).toBe(anew.document)
  expect(first.free.map(({ text }) => text.trim())).toEqual(['Größe'])
})

it('writes messages in company anew, also those that have been answers by themselves', () => {
  const writer = writerOf(DEFAULT_PRODUCT)
  const [one, other] = [lasting(aboutItem('one')), lasting(aboutItem('other'))]
  const answer = (...messages: EwsObject[]) => writer.answer(GET_ITEM, responseMessages('GetItem', messages))

  answer(one)
  const both = answer(one, other)

  expect(both.document.toString().match(/<t:Subject>\w+/g)).toEqual(['<t:Subject>one', '<t:Subject>other'])
  expect(both).toEqual(answer({ ...one }, { ...other }))
})

it('keeps the documents of each product apart', () => {
  const response = responseMessages('GetItem', [lasting(aboutItem('one'))])

  const [old, online] = [writerOf('2010'), writerOf('online')].map((writer) =>
    writer.write(GET_ITEM, response),
  )

  expect(old).toContain('MajorVersion="14"')
  expect(online).toContain('MajorVersion="15"')
})
