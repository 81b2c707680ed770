import type { Site } from '../records/sites.js'

/** The numbers to call and what to enter. @source webex.md 6; @inferred the address of the page of all numbers */
export function renderTelephony(site: Site | undefined, siteName: string, accessCode: string): object {
  const label = siteName.split('.')[0] ?? siteName
  return {
    accessCode,
    callInNumbers: (site?.dialIn ?? []).map(({ label: name, number, tollType }) => ({
      label: name,
      callInNumber: number,
      tollType: tollType === 'toll' ? 'toll' : 'tollFree',
    })),
    links: [
      { rel: 'globalCallinNumbers', href: `https://${siteName}/${label}/globalcallin.php`, method: 'GET' },
    ],
  }
}
