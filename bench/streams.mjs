// A streaming connection as a client reads it: which items have changed, and when that was known here.
import { once } from 'node:events'
import { connect } from 'node:net'
import { post } from './connection.mjs'
import { envelope } from './envelopes.mjs'

const END = Buffer.from('</Envelope>')
const EVENT = /<t:ModifiedEvent><t:TimeStamp>[^<]*<\/t:TimeStamp><t:ItemId Id="([^"]+)"/g

/**
 * Opens a connection for the events of subscriptions, on behalf of the owner of the first; resolves when the lab has
 * said that it stands. `tell` gets the id of each changed item, and when its envelope was whole.
 */
export async function openStream({ port, authorization, mailbox, ids }, tell) {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  await once(socket, 'connect')
  socket.write(post({ authorization, body: envelope(mailbox, streaming(ids)) }))
  let rest = Buffer.alloc(0)
  return new Promise((resolve, reject) => {
    socket.on('close', () => reject(new Error('The lab has closed a stream.')))
    socket.on('data', (part) => {
      const at = process.hrtime.bigint()
      const bytes = rest.length === 0 ? part : Buffer.concat([rest, part])
      const end = bytes.lastIndexOf(END)
      rest = end < 0 ? bytes : bytes.subarray(end + END.length)
      if (end < 0) return
      for (const [, id] of bytes.latin1Slice(0, end).matchAll(EVENT)) tell(id, at)
      resolve({ close: () => socket.destroy() })
    })
  })
}

function streaming(ids) {
  const listed = ids.map((id) => `<t:SubscriptionId>${id}</t:SubscriptionId>`).join('')
  return (
    `<m:GetStreamingEvents><m:SubscriptionIds>${listed}</m:SubscriptionIds>` +
    '<m:ConnectionTimeout>30</m:ConnectionTimeout></m:GetStreamingEvents>'
  )
}
