import { CALL_SABOTEURS } from './calls.js'
import { CLOUD_SABOTEURS } from './cloud.js'
import { READING_SABOTEURS } from './readings.js'
import type { Saboteur } from './saboteur.js'
import { WRITING_SABOTEURS } from './writings.js'

/** Every way in which the suite is shown to be able to fail. */
export const SABOTEURS: readonly Saboteur[] = [
  ...CALL_SABOTEURS,
  ...READING_SABOTEURS,
  ...WRITING_SABOTEURS,
  ...CLOUD_SABOTEURS,
]
