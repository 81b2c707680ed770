export { recordThenCheck as setup } from '../simulators/exchange/ews/testing/schema-check.js'
