import type { EwsElement, EwsValue } from '../tree.js'
import { hasItsType, readAttributes, type Tag } from './attributes.js'
import type { ContentState } from './content-model.js'
import { NAMESPACE_OF } from './namespaces.js'
import type { EwsSchema } from './schema.js'
import type { ChildRule, CompiledType, ElementsType, TextType } from './type-kinds.js'
import * as violations from './violation.js'
import type { ElementName, Violation } from './violation.js'

/** Turns the events of an XML parser into a tree, checking each against the schema as it comes. */
export interface Decoder {
  open(tag: Tag): Violation | undefined
  text(text: string): Violation | undefined
  close(): Violation | undefined
  /** The value of the root, once it is closed. */
  readonly result: EwsValue
}

type Draft = Record<string, EwsValue | readonly EwsElement[]>

/** An open element. */
interface Frame {
  readonly name: ElementName
  readonly place: Place
  readonly type: CompiledType
  readonly value: Draft
  readonly nil: boolean
  /** The declared type is text alone, whatever attributes `xsi:type` may have added. */
  readonly plain: boolean
  state: ContentState | undefined
  text: string
}

/** Where an element stands in its parent. */
type Place = Pick<ChildRule, 'key' | 'storage' | 'nillable'>

const ROOT_PLACE: Place = { key: '', storage: 'one', nillable: false }

/** Of texts without attributes. */
const NO_VALUE: Draft = {}

/** Decodes one element whose declared type is `root`. After a violation it must not be used any more. */
export function createDecoder(schema: EwsSchema, root: CompiledType): Decoder {
  const frames: Frame[] = []
  let skipped = 0
  let result: EwsValue

  function open(tag: Tag): Violation | undefined {
    const parent = frames.at(-1)
    if (skipped > 0) skipped++
    else if (parent === undefined) return push(tag, root, ROOT_PLACE)
    else if (parent.nil) return violations.contentOfNil(parent.name)
    else if (parent.type.kind === 'text') return violations.childOfText(parent.name, tag, false)
    else return openChild(tag, parent, parent.type)
    return undefined
  }

  function openChild(tag: Tag, parent: Frame, type: ElementsType): Violation | undefined {
    const { state } = parent
    const next = state?.next(tag.local)
    if (type.children.size === 0 && !type.open) return violations.childOfText(parent.name, tag, true)
    if (next === undefined) return violations.invalidChild(parent.name, tag, state?.expected ?? [])
    if (next.leaf.kind === 'any') {
      parent.state = next.state
      skipped = 1
      return undefined
    }
    if (NAMESPACE_OF[next.leaf.prefix] !== tag.uri)
      return violations.invalidChild(parent.name, tag, state?.expected ?? [])
    parent.state = next.state
    return push(tag, schema.type(next.leaf.type), type.children.get(tag.local) ?? ROOT_PLACE)
  }

  function push(tag: Tag, declared: CompiledType, place: Place): Violation | undefined {
    if (hasItsType(tag, declared)) {
      const value = declared.kind === 'text' ? NO_VALUE : {}
      pushFrame(tag, place, { declared, type: declared, nil: false, value })
      return undefined
    }
    const value: Draft = {}
    const reading = readAttributes(tag, { schema, declared, nillable: place.nillable, value })
    if ('violation' in reading) return reading.violation
    pushFrame(tag, place, { declared, type: reading.type, nil: reading.nil, value })
    return undefined
  }

  function pushFrame(name: ElementName, place: Place, { declared, type, nil, value }: Opened): void {
    const state = type.kind === 'elements' ? type.content : undefined
    const plain = declared.kind === 'text' && !declared.boxed
    frames.push({ name, place, type, value, nil, plain, state, text: '' })
  }

  function text(chunk: string): Violation | undefined {
    const frame = frames.at(-1)
    if (skipped > 0 || frame === undefined) return undefined
    if (frame.nil) return violations.contentOfNil(frame.name)
    if (frame.type.kind === 'text') frame.text += chunk
    else if (/[^ \t\r\n]/.test(chunk))
      return violations.unexpectedText(frame.name, frame.state?.expected ?? [])
    return undefined
  }

  function close(): Violation | undefined {
    if (skipped > 0) {
      skipped--
      return undefined
    }
    const frame = frames.pop()
    return frame && finish(frame)
  }

  function finish(frame: Frame): Violation | undefined {
    if (frame.type.kind === 'text') return finishText(frame, frame.type)
    if (frame.state?.complete === false && !frame.nil) {
      return violations.incomplete(frame.name, frame.state.expected)
    }
    store(frame, frame.value)
    return undefined
  }

  function finishText(frame: Frame, { text: simple }: TextType): Violation | undefined {
    const reading = simple.read(frame.text)
    if ('problem' in reading) {
      return violations.invalidValue(frame.name, frame.text, {
        type: simple.called,
        problem: reading.problem,
      })
    }
    const value = 'value' in reading ? reading.value : ''
    store(frame, frame.plain ? value : { ...frame.value, $text: value })
    return undefined
  }

  function store(frame: Frame, value: EwsValue): void {
    const parent = frames.at(-1)
    const { key, storage } = frame.place
    if (parent === undefined) result = value
    else if (storage === 'one') parent.value[key] = value
    else if (storage === 'each') append(parent.value, '$each', { name: key, value })
    else append(parent.value, key, value)
  }

  return {
    open,
    text,
    close,
    get result() {
      return result
    },
  }
}

/** What the start tag of an element says. */
interface Opened extends Pick<Frame, 'type' | 'nil' | 'value'> {
  readonly declared: CompiledType
}

function append(draft: Draft, key: string, item: EwsValue | EwsElement): void {
  const list = (draft[key] ??= []) as (EwsValue | EwsElement)[]
  list.push(item)
}
