/** A parsed element without namespace prefixes: enough to read EWS and POX answers by name. */
export interface XmlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlElement[]
  /** The element's own text, entities decoded, white space kept. */
  readonly text: string
}

/** The first child of that name. */
export function child(parent: XmlElement | undefined, name: string): XmlElement | undefined {
  return parent?.children.find((candidate) => candidate.name === name)
}

/** Follows a path of names, first match at each step. */
export function at(start: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined {
  return path.reduce<XmlElement | undefined>((current, name) => child(current, name), start)
}

/** The text at a path, or undefined when the path does not exist. */
export function textAt(start: XmlElement | undefined, ...path: readonly string[]): string | undefined {
  return at(start, ...path)?.text
}

/** All children of the element at a path. */
export function childrenAt(start: XmlElement | undefined, ...path: readonly string[]): readonly XmlElement[] {
  return at(start, ...path)?.children ?? []
}

/** Every element of that name below (not including) the start, in document order. */
export function descendants(start: XmlElement, name: string): readonly XmlElement[] {
  return start.children.flatMap((inner) => [
    ...(inner.name === name ? [inner] : []),
    ...descendants(inner, name),
  ])
}
