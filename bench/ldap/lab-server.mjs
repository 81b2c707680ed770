// The lab with a staff of a given size.
import { serveLab } from '../lab-process.mjs'

await serveLab({ users: Number(process.env.LDAP_USERS) })
