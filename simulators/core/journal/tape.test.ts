import { expect, it } from 'vitest'
import { Tape } from './tape.js'

const MEBIBYTE = 2 ** 20

it('gives back what it keeps, in ASCII and in other characters', () => {
  const tape = new Tape()

  const plain = tape.keep('<t:Subject>Plan</t:Subject>')
  const other = tape.keep(Buffer.from('Grüße, 東京 🗓'))
  const none = tape.keep('')

  expect([plain, other, none].map((at) => tape.textAt(at))).toEqual([
    '<t:Subject>Plan</t:Subject>',
    'Grüße, 東京 🗓',
    '',
  ])
  expect(tape.lengthAt(other)).toBe(Buffer.byteLength('Grüße, 東京 🗓'))
})

it('keeps texts of any length apart', () => {
  const tape = new Tape()
  const texts = [10, 3 * MEBIBYTE, 200_000, 300_000, MEBIBYTE, 900].map((length, at) =>
    String.fromCharCode(97 + at).repeat(length),
  )

  const positions = texts.map((text) => tape.keep(text))

  expect(positions.map((at) => tape.textAt(at) === texts[positions.indexOf(at)])).toEqual(
    texts.map(() => true),
  )
})

it('uses memory again when all in it has been dropped, and not before', () => {
  const tape = new Tape()
  const wanted = new Map<number, string>()
  const highest = new Set<number>()

  for (let number = 0; number < 5_000; number++) {
    const text = `${number} `.repeat(200 + (number % 7) * 100)
    const position = tape.keep(text)
    wanted.set(position, text)
    highest.add(Math.floor(position / MEBIBYTE))
    const [oldest] = wanted.keys()
    if (wanted.size <= 1_000 || oldest === undefined) continue
    tape.drop(oldest)
    wanted.delete(oldest)
  }

  expect([...wanted].every(([position, text]) => tape.textAt(position) === text)).toBe(true)
  expect(Math.max(...highest)).toBeLessThan(6)
})

it('lets go of the memory of a large text', () => {
  const tape = new Tape()

  const first = tape.keep('a'.repeat(2 * MEBIBYTE))
  tape.drop(first)

  expect(tape.keep('b'.repeat(2 * MEBIBYTE))).toBe(first)
})

it('writes bytes that it is given again only once into the same piece', () => {
  const tape = new Tape()
  const often = Buffer.from('often '.repeat(1_000))

  const [first, again] = [tape.keepAgain(often), tape.keepAgain(often)]
  tape.drop(first)
  for (let text = 0; text < 300; text++) tape.keep('between '.repeat(1_000))
  const later = tape.keepAgain(often)

  expect(again).toBe(first)
  expect(later).not.toBe(first)
  for (const position of [again, later]) expect(tape.textAt(position)).toBe(often.toString())
})

it('gives large bytes that it is given again a piece each time, which goes with them', () => {
  const tape = new Tape()
  const large = Buffer.alloc(MEBIBYTE, 'a')

  const first = tape.keepAgain(large)
  tape.drop(first)
  const [other, again] = [tape.keep('b'.repeat(MEBIBYTE)), tape.keepAgain(large)]

  expect(other).toBe(first)
  expect(tape.textAt(again)).toBe(large.toString())
})
