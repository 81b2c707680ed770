/** Extended operations that this server carries out. @source MS-ADTS 3.1.1.3.4.2 */
export const EXTENSION = {
  startTls: '1.3.6.1.4.1.1466.20037',
  fastBind: '1.2.840.113556.1.4.1781',
  whoAmI: '1.3.6.1.4.1.4203.1.11.3',
} as const
