import { escapeXml } from './xml-escape.js'

/**
 * The forms in which a text can leave: as it is, escaped for JSON, XML and URLs, in hexadecimal and base64 (at any
 * offset, so also inside `user:password`), each as UTF-8 and as UTF-16.
 */
export function canaryForms(text: string): readonly string[] {
  const bytes = [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')]
  const forms = [
    text,
    JSON.stringify(text).slice(1, -1),
    escapeXml(text),
    encodeURIComponent(text),
    ...bytes.map((form) => form.toString('hex')),
    ...bytes.flatMap(base64Forms),
  ]
  return [...new Set(forms)]
}

/** The form in which a text hides in another, or undefined. Letters of hexadecimal and URL escapes match in any case. */
export function findCanary(haystack: string, canary: string): string | undefined {
  const lowered = haystack.toLowerCase()
  return canaryForms(canary).find(
    (form) => haystack.includes(form) || (isHex(form) && lowered.includes(form)),
  )
}

/** The base64 letters that depend on the text alone, for the three ways it can lie on a boundary of three bytes. */
function base64Forms(bytes: Buffer): readonly string[] {
  return [0, 1, 2].map((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replace(/=+$/, '')
    const first = Math.ceil((offset * 8) / 6)
    const last = Math.floor(((offset + bytes.length) * 8) / 6)
    return encoded.slice(first, last)
  })
}

function isHex(text: string): boolean {
  return /^[0-9a-f]+$/.test(text)
}
