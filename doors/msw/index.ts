/**
 * A lab behind MSW: unmodified clients of Exchange and Webex in a unit test, no port opened.
 *
 *     import { handlers } from 'exwex/msw'
 */
export { handlers } from './handlers.js'
