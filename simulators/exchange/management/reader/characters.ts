/**
 * The characters that the shell takes for quotes, dashes and spaces. Guides are typeset, and the shell takes what
 * typesetting makes of them. @source about_Quoting_Rules; @observed PowerShell reads “ ” „ and ‘ ’ ‚ ‛, and – — ―
 */
const DOUBLE_QUOTES = '"\u201c\u201d\u201e'
const SINGLE_QUOTES = "'\u2018\u2019\u201a\u201b"
const DASHES = '-\u2013\u2014\u2015\u2010\u2011\u2212'
const SPACES = ' \t\u00a0\u2002\u2003\u2009\u202f\u3000'
/** What is between letters in a text that was copied from a page, and is not seen. */
const INVISIBLE = /[\u200b\u200c\u200d\u2060\ufeff\u00ad]/g

export const isDoubleQuote = isOneOf(DOUBLE_QUOTES)
export const isSingleQuote = isOneOf(SINGLE_QUOTES)
export const isDash = isOneOf(DASHES)
export const isSpace = isOneOf(SPACES)

function isOneOf(characters: string): (character: string) => boolean {
  return (character) => character !== '' && characters.includes(character)
}

/** The text with one kind of line break and without what cannot be seen. */
export function withoutTypesetting(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(INVISIBLE, '')
}

/** A word whose dashes are all the plain one, as the names of commands and operators are compared. */
export function plainDashes(word: string): string {
  return [...word].map((character) => (isDash(character) ? '-' : character)).join('')
}
