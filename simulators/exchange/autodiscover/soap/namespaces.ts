/** @source ews.md 0, 8.3 */
export const AUTODISCOVER = 'http://schemas.microsoft.com/exchange/2010/Autodiscover'
export const ADDRESSING = 'http://www.w3.org/2005/08/addressing'
export const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/'
export const SCHEMA_INSTANCE = 'http://www.w3.org/2001/XMLSchema-instance'

/** What the action of an operation begins with. */
export const ACTIONS = `${AUTODISCOVER}/Autodiscover/`
