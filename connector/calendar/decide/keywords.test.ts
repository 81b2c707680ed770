import { expect, it } from 'vitest'
import { findKeywords } from './keywords.js'

it.each([
  ['@webex', '@webex', null],
  ['@WEBEX', '@webex', null],
  ['@WebEx', '@webex', null],
  ['@Meet', '@meet', null],
  ['@SPARK', '@spark', null],
  ['Room 5; @webex', '@webex', null],
  ['@webex, HQ-3', '@webex', null],
  ['Bldg 12 (@meet)', '@meet', null],
  ['Join by @webex.', '@webex', null],
  ['Raum 5;@webex', '@webex', null],
  ['会議室 @webex', '@webex', null],
  ['@webex @spark', '@webex', null],
  ['@meet @webex', '@meet', null],
  ['@webex:space', '@webex', 'space'],
  ['@meet:MyRoom', '@meet', 'myroom'],
  ['@webex:onetime', '@webex', 'onetime'],
  ['@webex: room 3', '@webex', null],
  ['@webex:foo', '@webex', null],
  ['@webex:spaceship', '@webex', null],
  ['bob@webex.com, @meet', '@meet', null],
])(
  'finds the leftmost keyword in "%s" [HC-072 HC-073 HC-076 HC-079 HC-082]',
  (location, keyword, modifier) => {
    expect(findKeywords(location)[0]).toEqual({ keyword, modifier })
  },
)

it.each([
  '',
  'Room 5',
  'webex',
  'john@webex.com',
  'name@site.webex.com',
  '@webexy',
  '@meeting',
  '@spark2',
  '@webex_room',
  'x@webex',
  '@webex.com',
  '会議@webex',
])('finds no keyword in "%s" [HC-074]', (location) => {
  expect(findKeywords(location)).toEqual([])
})

it('finds all keywords, in their order [HC-079]', () => {
  expect(findKeywords('@Meet:space, Room 5 (@webex); x@spark.example @spark')).toEqual([
    { keyword: '@meet', modifier: 'space' },
    { keyword: '@webex', modifier: null },
    { keyword: '@spark', modifier: null },
  ])
})
