import { expect, it } from 'vitest'
import { z } from 'zod'
import { noContent, ok, type Answer } from './answer.js'
import { checkAnswer } from './check-answer.js'
import { open, route, type Route } from './route.js'

const thing = route({
  method: 'GET',
  path: '/v1/things',
  access: open,
  answers: { 200: z.strictObject({ name: z.string() }), 204: null, 202: { mediaType: 'text/html' } },
  handle: () => noContent,
})

const html = { type: 'text/html;charset=UTF-8', content: '<p>' }

it.each<[string, Answer]>([
  ['JSON of the shape', ok({ name: 'n' })],
  ['nothing, where nothing is said', noContent],
  ['text of the media type', { status: 202, text: html }],
])('lets pass %s', (_what, answer) => {
  expect(() => checkAnswer(thing, answer)).not.toThrow()
})

it.each<[string, Answer]>([
  ['a field too many', ok({ name: 'n', colour: 'red' })],
  ['a field too few', ok({})],
  ['a status that is not described', { status: 201, json: { name: 'n' } }],
  ['a body where there is none', { status: 204, json: {} }],
  ['another media type', { status: 202, text: { ...html, type: 'text/plain' } }],
])('calls %s a defect', (_what, answer) => {
  expect(() => checkAnswer(thing, answer)).toThrow(/GET \/v1\/things answers/)
})

it('checks nothing of a route that does not say what it answers', () => {
  const silent: Route = { ...thing, description: {} }

  expect(() => checkAnswer(silent, ok({ colour: 'red' }))).not.toThrow()
})
