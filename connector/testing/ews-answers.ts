export const T = 'xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types"'
export const M = 'xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages"'

export function envelope(body: string): string {
  return `<?xml version="1.0"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Header/><s:Body ${T} ${M}>${body}</s:Body></s:Envelope>`
}

/** The answer to an operation that was asked for one thing. */
export function success(operation: string, content: string): string {
  return envelope(
    `<m:${operation}Response><m:ResponseMessages><m:${operation}ResponseMessage ResponseClass="Success"><m:ResponseCode>NoError</m:ResponseCode>${content}</m:${operation}ResponseMessage></m:ResponseMessages></m:${operation}Response>`,
  )
}

/** The same when it was refused; `values` are elements of its MessageXml. @source ews.md 1.6 */
export function refused(operation: string, code: string, values = ''): string {
  return envelope(
    `<m:${operation}Response><m:ResponseMessages><m:${operation}ResponseMessage ResponseClass="Error"><m:MessageText>text</m:MessageText><m:ResponseCode>${code}</m:ResponseCode><m:DescriptiveLinkKey>0</m:DescriptiveLinkKey><m:MessageXml>${values}</m:MessageXml></m:${operation}ResponseMessage></m:ResponseMessages></m:${operation}Response>`,
  )
}

/** A SOAP fault; `values` are elements of its MessageXml. @source ews.md 1.5 */
export function fault(code: string, values = ''): string {
  return envelope(
    `<s:Fault><faultcode>a:${code}</faultcode><faultstring>text</faultstring><detail><e:ResponseCode xmlns:e="e">${code}</e:ResponseCode><t:MessageXml>${values}</t:MessageXml></detail></s:Fault>`,
  )
}
