import { administratorWith } from '../../rest/route.js'

/** Who sees everything: any administrator. Who changes something is a full one. */
export const reader = administratorWith('spark-admin:organizations_read')
