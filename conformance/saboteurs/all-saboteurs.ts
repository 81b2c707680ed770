import { CALL_SABOTEURS } from './calls.js'
import { CLOUD_SABOTEURS } from './cloud.js'
import { CLUSTER_SABOTEURS } from './cluster.js'
import { KEYWORD_SABOTEURS } from './keywords.js'
import { OPERATION_SABOTEURS } from './operations.js'
import { PRESENCE_SABOTEURS } from './presence.js'
import { READING_SABOTEURS } from './readings.js'
import { RESTLESS_SABOTEURS } from './restless.js'
import type { Saboteur } from './saboteur.js'
import { UPLOAD_SABOTEURS } from './uploads.js'
import { WRITING_SABOTEURS } from './writings.js'

/** Every way in which the suite is shown to be able to fail. */
export const SABOTEURS: readonly Saboteur[] = [
  ...CALL_SABOTEURS,
  ...OPERATION_SABOTEURS,
  ...KEYWORD_SABOTEURS,
  ...READING_SABOTEURS,
  ...WRITING_SABOTEURS,
  ...RESTLESS_SABOTEURS,
  ...CLOUD_SABOTEURS,
  ...UPLOAD_SABOTEURS,
  ...PRESENCE_SABOTEURS,
  ...CLUSTER_SABOTEURS,
]
