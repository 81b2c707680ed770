import md4 from 'js-md4'

/** What Windows keeps of a password: MD4 over its UTF-16LE form. @source MS-NLMP 3.3.1 (NTOWFv1) */
export function ntHashOf(password: string): Buffer {
  return Buffer.from(md4.arrayBuffer(Buffer.from(password, 'utf16le')))
}
