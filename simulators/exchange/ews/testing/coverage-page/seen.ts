import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createEwsSchema } from '../../codec/schema.js'
import { FRAMES, REQUESTS } from '../../record-documents.js'
import type { ProductName } from '../../../versions/index.js'
import { documentFacts } from '../document-facts.js'

/** The kinds of message in which something was seen. */
export type Direction = 'request' | 'response'

/** Per operation and direction: what occurred, and in messages of which products. */
export type Seen = Record<string, Record<Direction, Record<string, ProductName[]>>>

/** Collects what occurred in the messages of a test run whose every one passed the official schema. */
export function collectSeen(recording: string): Seen {
  const schema = createEwsSchema()
  const seen: Seen = {}

  function add(folder: string, direction: Direction, isWanted: (file: string) => boolean): void {
    for (const file of readdirSync(join(recording, folder)).filter(
      (each) => each.endsWith('.xml') && isWanted(each),
    )) {
      const document = readFileSync(join(recording, folder, file), 'utf8')
      const [operation = ''] = file.split('.')
      const facts = ((seen[operation] ??= { request: {}, response: {} })[direction] ??= {})
      const product = direction === 'request' ? productAsked(document) : productAnswering(document)
      for (const fact of [...new Set([...documentFacts(schema, document), ...faultFacts(document)])]) {
        const products = (facts[fact] ??= [])
        if (product !== undefined && !products.includes(product)) products.push(product)
      }
    }
  }

  add('.', 'response', () => true)
  add(FRAMES, 'response', () => true)
  add(REQUESTS, 'request', (file) => file.split('.')[1] === 'accepted')
  return seen
}

/** The code of a fault is in a namespace of its own. */
function faultFacts(document: string): readonly string[] {
  const code = /<e:ResponseCode[^>]*>(\w+)</.exec(document)?.[1]
  return code === undefined ? [] : [`fault=${code}`]
}

const PRODUCT_OF_BUILD: Readonly<Record<string, ProductName>> = {
  '14.3': '2010',
  '15.0': '2013',
  '15.1': '2016',
  '15.2': '2019',
  '15.20': 'online',
}

function productAnswering(document: string): ProductName | undefined {
  const [, major, minor] = /MajorVersion="(\d+)" MinorVersion="(\d+)"/.exec(document) ?? []
  return PRODUCT_OF_BUILD[`${major}.${minor}`]
}

/** The first product that takes the version that a request names. */
function productAsked(document: string): ProductName | undefined {
  const version = /RequestServerVersion[^>]*\sVersion="([^"]*)"/.exec(document)?.[1] ?? 'Exchange2007'
  if (/^Exchange20(07|09|10)/.test(version)) return '2010'
  return /^Exchange201[23]/.test(version) ? '2013' : '2016'
}
