import { createRandom, type Random } from '../../../../core/index.js'
import { TYPES } from '../../generated/types.js'
import { ODD_VALUES, VALUE_POOL } from './value-pool.js'
import { descendants, elementsOf, textOf, type XmlNode } from './xml-node.js'

/** Changes a document that has at least one element below its root; false when there is nothing to change. */
type Mutation = (root: XmlNode, random: Random) => boolean

const TYPE_NAMES = Object.keys(TYPES).filter((name) => /^t:\w+$/.test(name))

/** Few elements may have no value: documents that have one are worth a trial. */
const NIL = 'nil where it is allowed'

/** Each way to spoil a document, or to change it so that it must still be accepted. It stays well-formed. */
export const MUTATIONS: Readonly<Record<string, Mutation>> = {
  'element left out': onSibling((siblings, at) => void siblings.splice(at, 1)),
  'element twice': onSibling((siblings, at) => void siblings.splice(at, 0, copyOf(siblings[at]))),
  'element often': onSibling((siblings, at, random) => {
    const times = 2 + random.integer(12)
    siblings.splice(at, 0, ...Array.from({ length: times }, () => copyOf(siblings[at])))
  }),
  'two elements exchanged': onSibling((siblings, at) => {
    const [one] = siblings.splice(at, 1)
    if (one !== undefined) siblings.splice(at + 1, 0, one)
  }),
  'element first': onSibling((siblings, at) => void siblings.unshift(...siblings.splice(at, 1))),
  'element last': onSibling((siblings, at) => void siblings.push(...siblings.splice(at, 1))),
  'element from elsewhere': (root, random) => {
    const all = descendants(root)
    const closed = all.filter(({ name }) => name !== 'm:MessageXml')
    const [from, to] = [random.pick(some(all)), random.pick(some(closed))]
    to.content.splice(random.integer(to.content.length + 1), 0, copyOf(from))
    return true
  },
  'unknown element': (root, random) => {
    const to = random.pick(some(descendants(root)))
    const name = random.pick(['t:Odd', 'm:Odd', 'x:Odd', 'Odd', 't:toString', 'm:constructor'])
    to.content.splice(random.integer(to.content.length + 1), 0, { name, attributes: [], content: [] })
    return true
  },
  'other name': onElement((node, random) => {
    node.name = random.pick(['t:Odd', 't:Subject', 't:ItemId', 'm:ItemIds', 't:FieldURI', 't:Mailbox'])
  }),
  'name in other case': onElement((node, random) => {
    node.name = random.pick([
      node.name.toLowerCase(),
      node.name.toUpperCase().replace(/^(.):/, (each) => each.toLowerCase()),
    ])
  }),
  'other namespace': onElement((node, random) => {
    const local = node.name.replace(/^\w+:/, '')
    node.name = random.pick([swapPrefix(node.name), `x:${local}`, `soap:${local}`, local])
  }),
  'unknown attribute': onElement((node, random) => {
    node.attributes.push(
      random.pick([
        ['Odd', '1'],
        ['x:Odd', '1'],
        ['t:Odd', '1'],
        ['id', 'a'],
        ['xml:space', 'preserve'],
      ]),
    )
  }),
  'attribute of another': onElement((node, random) => {
    const name = random.pick([
      'Id',
      'ChangeKey',
      'BodyType',
      'xml:lang',
      'Version',
      'ResponseClass',
      'FieldURI',
    ])
    if (node.attributes.every(([known]) => known !== name)) node.attributes.push([name, 'AAMk'])
  }),
  'SOAP attribute': onElement((node, random) => {
    node.attributes.push(
      random.pick([
        ['soap:mustUnderstand', '1'],
        ['soap:actor', 'urn:a'],
        ['soap:odd', '1'],
      ]),
    )
  }),
  'attribute left out': onAttribute((node, at) => void node.attributes.splice(at, 1)),
  'attribute in a namespace': onAttribute((node, at) => rename(node, at, (name) => `t:${name}`)),
  'attribute in other case': onAttribute((node, at) => rename(node, at, (name) => name.toLowerCase())),
  'odd attribute value': onAttribute((node, at, random) => {
    revalue(node, at, random.pick(some(random.integer(2) === 0 ? ODD_VALUES : VALUE_POOL)))
  }),
  'attribute value in other case': onAttribute((node, at, random) => {
    const value = node.attributes[at]?.[1] ?? ''
    revalue(node, at, random.pick([value.toLowerCase(), value.toUpperCase()]))
  }),
  'attribute value padded': onAttribute((node, at, random) => {
    const value = node.attributes[at]?.[1] ?? ''
    revalue(node, at, random.pick([` ${value}`, `${value} `, `\n${value}\t`]))
  }),
  'odd value': onText((node, random) => {
    node.content = [random.pick(some(random.integer(2) === 0 ? ODD_VALUES : VALUE_POOL))]
  }),
  'value in other case': onText((node, random) => {
    node.content = [random.pick([textOf(node).toLowerCase(), textOf(node).toUpperCase()])]
  }),
  'value padded': onText((node, random) => {
    node.content = [random.pick([` ${textOf(node)}`, `${textOf(node)} `, `\n\t${textOf(node)}\r\n`])]
  }),
  'value twice': onText((node) => void (node.content = [`${textOf(node)} ${textOf(node)}`])),
  'no value': onText((node) => void (node.content = [])),
  'element in a value': onText((node, random) => {
    node.content.push({ name: random.pick(['t:Odd', 't:Subject', 'x:b']), attributes: [], content: [] })
  }),
  'text among elements': onElement((node, random) => {
    if (elementsOf(node).length > 0) node.content.splice(random.integer(node.content.length + 1), 0, 'text')
  }),
  'content left out': onElement((node) => void (node.content = [])),
  'type of its own': onElement((node, random) => {
    const name = random.pick(some(TYPE_NAMES))
    setAttribute(
      node,
      'xsi:type',
      random.pick([name, name, name, name.slice(2), ` ${name} `, 'x:Odd', 'm:GetItemType', '']),
    )
  }),
  'type from the family': onElement((node, random) => {
    const items = [
      't:MessageType',
      't:CalendarItemType',
      't:MeetingRequestMessageType',
      't:MeetingMessageType',
    ]
    const others = ['t:ItemType', 't:TaskType', 't:FolderType', 't:CalendarFolderType', 't:ItemIdType']
    setAttribute(node, 'xsi:type', random.pick(some([...items, ...others])))
  }),
  'no type': onElement((node) => {
    node.attributes = node.attributes.filter(([name]) => name !== 'xsi:type')
  }),
  nil: onElement((node, random) => {
    setAttribute(node, 'xsi:nil', random.pick(['true', 'true', '1', 'false', ' true ', 'odd']))
    if (random.integer(2) === 0) node.content = []
  }),
  [NIL]: (root, random) => {
    const allowed = descendants(root).filter(({ name }) => NILLABLE.includes(name))
    const node = allowed[random.integer(allowed.length)]
    if (node === undefined) return false
    setAttribute(node, 'xsi:nil', random.pick(['true', '1', 'false']))
    if (random.integer(3) > 0) node.content = []
    return true
  },
  'schema location': onElement((node, random) => {
    const name = random.pick(['xsi:schemaLocation', 'xsi:noNamespaceSchemaLocation', 'xsi:odd'])
    setAttribute(node, name, 'urn:nowhere')
  }),
}

const NILLABLE = [
  't:MailboxData',
  't:DictionaryValue',
  't:UnknownAttendeeConflictData',
  't:IndividualAttendeeConflictData',
]

/** Changes one thing in a document, in place; most of the time the schema forbids the result. Gives its name. */
export function mutateDocument(root: XmlNode, seed: number): string {
  const random = createRandom(seed)
  const names = Object.keys(MUTATIONS)
  if (random.integer(4) === 0 && MUTATIONS[NIL]?.(root, random) === true) return NIL
  for (;;) {
    const name = random.pick(some(names))
    if (MUTATIONS[name]?.(root, random) === true) return name
  }
}

/** Wildcards are left alone: what stands for them is not kept, nor checked. */
function onElement(change: (node: XmlNode, random: Random) => void): Mutation {
  return (root, random) => {
    const nodes = descendants(root).filter(({ name }) => name !== 'x:Foreign')
    change(random.pick(some(nodes)), random)
    return true
  }
}

function onSibling(change: (siblings: (XmlNode | string)[], at: number, random: Random) => void): Mutation {
  return (root, random) => {
    const parents = descendants(root).filter((node) => elementsOf(node).length > 0)
    const parent = parents[random.integer(parents.length)]
    if (parent === undefined) return false
    change(parent.content, random.integer(parent.content.length), random)
    return true
  }
}

function onAttribute(change: (node: XmlNode, at: number, random: Random) => void): Mutation {
  return (root, random) => {
    const nodes = descendants(root).filter(({ attributes }) =>
      attributes.some(([name]) => !name.includes(':')),
    )
    const node = nodes[random.integer(nodes.length)]
    const own = node?.attributes.flatMap(([name], at) => (name.includes(':') ? [] : [at])) ?? []
    if (node === undefined) return false
    change(node, random.pick(some(own)), random)
    return true
  }
}

function onText(change: (node: XmlNode, random: Random) => void): Mutation {
  return (root, random) => {
    const nodes = descendants(root).filter(
      ({ content }) => content.length > 0 && typeof content[0] === 'string',
    )
    const node = nodes[random.integer(nodes.length)]
    if (node === undefined) return false
    change(node, random)
    return true
  }
}

function setAttribute(node: XmlNode, name: string, value: string): void {
  node.attributes = [...node.attributes.filter(([known]) => known !== name), [name, value]]
}

function rename(node: XmlNode, at: number, change: (name: string) => string): void {
  const [name = '', value = ''] = node.attributes[at] ?? []
  node.attributes[at] = [change(name), value]
}

function revalue(node: XmlNode, at: number, value: string): void {
  node.attributes[at] = [node.attributes[at]?.[0] ?? '', value]
}

function copyOf<Content extends XmlNode | string | undefined>(content: Content): Exclude<Content, undefined> {
  return structuredClone(content) as Exclude<Content, undefined>
}

function swapPrefix(name: string): string {
  return name.startsWith('t:') ? name.replace('t:', 'm:') : name.replace('m:', 't:')
}

/** A list that is known not to be empty. */
function some<Item>(items: readonly Item[]): readonly [Item, ...Item[]] {
  return items as readonly [Item, ...Item[]]
}
