import type { ProductVersion } from '../versions/index.js'
import type { Access, MailboxFacts } from './mailbox-facts.js'

/** A page of the Exchange Control Panel, which has a URL of its own in both ways of asking. */
interface Page {
  /** What stands in the name of its settings: `InternalEcp…Url`, `Ecp…UrlFragment`. */
  readonly setting: string
  /** What stands in the name of its POX element: `EcpUrl-um`. */
  readonly suffix: string
  /** What follows the panel's URL, by generation; a page that a generation does not have is absent. */
  readonly panel?: string
  readonly options?: string
}

/**
 * The first generation has a panel at `/ecp/`, the second, from 2016, the options of Outlook on the web at `/owa/`.
 * `{domain}` stands for the mail domain.
 * @source documented POX examples of 2010 and 2013; a capture of 2016
 */
const PAGES: readonly Page[] = [
  {
    setting: 'Voicemail',
    suffix: 'um',
    panel: '?p=customize/voicemail.aspx&exsvurl=1',
    options: '?path=/options/callanswering',
  },
  {
    setting: 'EmailSubscriptions',
    suffix: 'aggr',
    panel: '?p=personalsettings/EmailSubscriptions.slab&exsvurl=1',
    options: '?path=/options/connectedaccounts',
  },
  {
    setting: 'DeliveryReport',
    suffix: 'mt',
    panel: 'PersonalSettings/DeliveryReport.aspx?exsvurl=1&IsOWA=<IsOWA>&MsgID=<MsgID>&Mbx=<Mbx>',
    options:
      'options/ecp/PersonalSettings/DeliveryReport.aspx?rfr=olk&exsvurl=1&IsOWA=<IsOWA>&MsgID=<MsgID>&Mbx=<Mbx>&realm={domain}',
  },
  {
    setting: 'RetentionPolicyTags',
    suffix: 'ret',
    panel: '?p=organize/retentionpolicytags.slab&exsvurl=1',
    options: '?path=/options/retentionpolicies',
  },
  {
    setting: 'TextMessaging',
    suffix: 'sms',
    panel: '?p=sms/textmessaging.slab&exsvurl=1',
    options: '?path=/options/textmessaging',
  },
  {
    setting: 'Publishing',
    suffix: 'publish',
    panel: 'customize/calendarpublishing.slab?exsvurl=1&FldID=<FldID>',
  },
  { setting: 'Photo', suffix: 'photo', options: '?path=/options/myaccount/action/photo' },
  { setting: 'Connect', suffix: 'connect' },
  {
    setting: 'TeamMailbox',
    suffix: 'tm',
    options: 'options/ecp/?rfr=olk&ftr=TeamMailbox&exsvurl=1&realm={domain}',
  },
  {
    setting: 'TeamMailboxCreating',
    suffix: 'tmCreating',
    options:
      'options/ecp/?rfr=olk&ftr=TeamMailboxCreating&SPUrl=<SPUrl>&Title=<Title>&SPTMAppUrl=<SPTMAppUrl>&exsvurl=1&realm={domain}',
  },
  {
    setting: 'TeamMailboxEditing',
    suffix: 'tmEditing',
    options: 'options/ecp/?rfr=olk&ftr=TeamMailboxEditing&Id=<Id>&exsvurl=1&realm={domain}',
  },
  { setting: 'TeamMailboxHiding', suffix: 'tmHiding' },
  { setting: 'ExtensionInstallation', suffix: 'extinstall', options: '?path=/options/manageapps' },
]

/** The part of the settings' names that each page has. */
export const PAGE_SETTINGS: readonly string[] = PAGES.map(({ setting }) => setting)

export function controlPanelUrl({ owa }: Access, product: ProductVersion): string {
  return hasOptions(product) ? owa : owa.replace(/owa\/$/, 'ecp/')
}

/** What follows the panel's URL for a page; undefined for one that this product does not have. */
export function pageFragment({ mailbox, deployment }: MailboxFacts, setting: string): string | undefined {
  const page = PAGES.find((candidate) => candidate.setting === setting)
  const fragment = hasOptions(deployment.product) ? page?.options : page?.panel
  return fragment?.replace('{domain}', mailbox.primarySmtpAddress.replace(/^.*@/, ''))
}

/** `EcpUrl-um` and the like, as POX tells them. */
export function pageElements(facts: MailboxFacts): Readonly<Record<string, string>> {
  return Object.fromEntries(
    PAGES.flatMap(({ setting, suffix }) => {
      const fragment = pageFragment(facts, setting)
      return fragment === undefined ? [] : [[`EcpUrl-${suffix}`, fragment]]
    }),
  )
}

function hasOptions({ name }: ProductVersion): boolean {
  return name !== '2010' && name !== '2013'
}
