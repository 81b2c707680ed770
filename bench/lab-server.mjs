// The lab as it is built.
import { serveLab } from './lab-process.mjs'

await serveLab({})
