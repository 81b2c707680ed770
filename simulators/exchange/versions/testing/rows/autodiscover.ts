import { sinceRelease } from '../../difference.js'
import { elsewhere } from '../observed.js'
import { ALICE, type ReleaseLab } from '../release-lab.js'
import { header } from './protocol.js'

const POX =
  '<Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006"><Request>' +
  `<EMailAddress>${ALICE}</EMailAddress><AcceptableResponseSchema>` +
  'http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a' +
  '</AcceptableResponseSchema></Request></Autodiscover>'

async function pox(lab: ReleaseLab, headers: Record<string, string> = {}): Promise<string> {
  const { document } = await lab.request('/autodiscover/autodiscover.xml', {
    method: 'POST',
    body: POX,
    headers,
  })
  return document
}

const textIn = (document: string, element: string) =>
  new RegExp(`<${element}>(.*?)</${element}>`).exec(document)?.[1]

/** What clients are told of where a mailbox is. */
export const AUTODISCOVER_ROWS = [
  elsewhere({
    topic: 'Autodiscover',
    what: '`ServerVersion` of POX',
    source: 'ews.md 8.2, computed from the build',
    values: {
      '2010': '73838117',
      '2013': '73C085D9',
      '2016': '73C18947',
      '2019': '73C28608',
      se: '73C28A02',
      online: '73D4A241',
    },
    observe: async (lab) => textIn(await pox(lab), 'ServerVersion') ?? '',
  }),
  elsewhere<string | undefined>({
    topic: 'Autodiscover',
    what: '`MicrosoftOnline` of POX',
    source: 'ews.md 8.2; that 2010 leaves it out is inferred',
    values: sinceRelease<string | undefined>({ '2010': undefined, '2013': 'False', online: 'True' }),
    observe: async (lab) => textIn(await pox(lab), 'MicrosoftOnline'),
  }),
  elsewhere({
    topic: 'Autodiscover',
    what: 'A mailbox is addressed as `guid@domain`, not by the name of its server',
    source: 'ews.md 8.2',
    values: sinceRelease({ '2010': false, '2013': true }),
    observe: async (lab) => (textIn(await pox(lab), 'Server') ?? '').includes('@'),
  }),
  elsewhere({
    topic: 'Autodiscover',
    what: 'EXHTTP, for clients that can handle it',
    source: 'ews.md 8.2 (15.0.847)',
    values: sinceRelease({ '2010': false, '2013': true }),
    observe: async (lab) => (await pox(lab, { 'X-ClientCanHandle': 'ExHttpInfo' })).includes('<Type>EXHTTP'),
  }),
  elsewhere({
    topic: 'Autodiscover',
    what: '`UMUrl`: Unified Messaging ended with 2016',
    source: 'Microsoft, Disable-UMMailbox (for 2010, 2013 and 2016); Online inferred',
    values: sinceRelease({ '2010': true, '2019': false }),
    observe: async (lab) => textIn(await pox(lab), 'UMUrl') !== undefined,
  }),
  elsewhere({
    topic: 'Autodiscover',
    what: '`EwsPartnerUrl` and `GroupingInformation` of POX',
    source: 'ews.md 8.2, 8.3; from which release is inferred',
    values: sinceRelease({ '2010': false, '2013': true }),
    observe: async (lab) => textIn(await pox(lab), 'EwsPartnerUrl') !== undefined,
  }),
  elsewhere({
    topic: 'Autodiscover',
    what: 'JSON (`/autodiscover/autodiscover.json`)',
    source: 'ews.md 8.4; for which releases is inferred',
    values: sinceRelease({ '2010': false, '2016': true }),
    observe: async (lab) => {
      const path = `/autodiscover/autodiscover.json?Email=${ALICE}&Protocol=Ews`
      return (await lab.request(path, { anonymous: true })).status === 200
    },
  }),
  elsewhere({
    topic: 'Autodiscover',
    what: '`X-OAuth-Enabled` on its answers',
    source: 'ews.md 8.1; from which release is inferred',
    values: sinceRelease({ '2010': false, '2013': true }),
    observe: async (lab) => {
      const answer = await lab.request('/autodiscover/autodiscover.xml', { anonymous: true })
      return header(answer, 'X-OAuth-Enabled') !== undefined
    },
  }),
]
