export const XML_HEADERS = { 'Content-Type': 'text/xml; charset=utf-8' } as const
export const JSON_HEADERS = { 'Content-Type': 'application/json; charset=utf-8' } as const
export const HTML_HEADERS = { 'Content-Type': 'text/html; charset=utf-8' } as const
