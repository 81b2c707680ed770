import { elsewhere } from '../observed.js'
import { sinceRelease } from '../../difference.js'

/** How clients prove who they are. */
export const ACCESS_ROWS = [
  elsewhere<readonly string[]>({
    topic: 'Access',
    what: 'Schemes that an anonymous client is offered by this lab, unless its owner says otherwise',
    source: 'ews.md 1.4; Basic is on in the lab as in the deployment guides',
    values: sinceRelease<readonly string[]>({
      '2010': ['Negotiate', 'NTLM', 'Basic'],
      online: ['Bearer', 'Basic'],
    }),
    async observe(lab) {
      const body = '<s:Envelope/>'
      const { head } = await lab.request('/EWS/Exchange.asmx', { method: 'POST', body, anonymous: true })
      return [...head.matchAll(/^WWW-Authenticate: (\w+)/gim)].map(([, scheme = '']) => scheme)
    },
  }),
  elsewhere({
    topic: 'Access',
    what: 'The challenge says where people log on (`authorization_uri`)',
    source: 'ews.md 1.4 (captures)',
    values: sinceRelease({ '2010': false, online: true }),
    async observe(lab) {
      const { head } = await lab.request('/EWS/Exchange.asmx', { method: 'POST', body: '-', anonymous: true })
      return head.includes('authorization_uri="https://login.microsoftonline.com')
    },
  }),
]
