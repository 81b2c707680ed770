export { compileFilter, type EntryTest } from './compile-filter.js'
export { FILTERABLE, namedEntry, recipientType, recipientTypeDetails } from './properties.js'
