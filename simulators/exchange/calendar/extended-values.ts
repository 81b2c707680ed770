import { formatMilliseconds, formatSeconds, LabError, parseInstant } from '../../core/index.js'

/** What the text of a value becomes; undefined for a text that is none of the type. */
type Canonical = (text: string) => string | undefined

/** By `PropertyType`, without `Array`. @source types.xsd, MapiPropertyTypeType; [DOC] ExtendedProperty */
const FORMS: Readonly<Record<string, Canonical>> = {
  ApplicationTime: real,
  Binary: (text) => {
    const compact = text.replace(/\s+/g, '')
    return compact.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(compact) ? compact : undefined
  },
  Boolean: (text) => BOOLEANS[text.trim().toLowerCase()],
  CLSID: (text) =>
    /^\{?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\}?$/i.exec(text.trim())?.[1]?.toLowerCase(),
  Currency: whole(64),
  Double: real,
  Float: real,
  Integer: whole(32),
  Long: whole(64),
  Short: whole(16),
  String: (text) => text,
  SystemTime: time,
}

const BOOLEANS: Readonly<Record<string, string>> = { true: 'true', false: 'false', 1: 'true', 0: 'false' }

/** A value as answers show it, whatever spelling it was written in. @source ews.md 3.2 */
export function canonicalValue(type: string, text: string): string | undefined {
  return FORMS[type]?.(text)
}

/** A whole number with a sign, of so many bits. */
function whole(bits: bigint | number): Canonical {
  const limit = 1n << (BigInt(bits) - 1n)
  return (text) => {
    if (!/^\s*[+-]?\d{1,20}\s*$/.test(text)) return undefined
    const value = BigInt(text.trim().replace('+', ''))
    return value >= -limit && value < limit ? String(value) : undefined
  }
}

function real(text: string): string | undefined {
  const written = text.trim()
  if (/^(NaN|-?INF)$/.test(written)) return written
  if (!/^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(written)) return undefined
  return String(Number(written))
}

/** In UTC; a time without a zone is. Parts of a second stay where there are any. */
function time(text: string): string | undefined {
  const written = text.trim()
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/.test(written)) return undefined
  try {
    const at = parseInstant(/(Z|[+-]\d\d:\d\d)$/.test(written) ? written : `${written}Z`)
    return at % 1000 === 0 ? formatSeconds(at) : formatMilliseconds(at)
  } catch (error) {
    if (error instanceof LabError) return undefined
    throw error
  }
}
