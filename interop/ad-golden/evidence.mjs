// The answers of a real domain controller, and the script that replays them: both lie beside the checkout.
import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const checkout = join(dirname(fileURLToPath(import.meta.url)), '../..')

/** The folder with the cases and the data to load, and the script; EXWEX_AD_GOLDEN names another folder. */
export const evidence = locate(process.env['EXWEX_AD_GOLDEN'])

function locate(named) {
  const folder = named === undefined ? join(checkout, '../shared/reference/ad-golden') : resolve(named)
  const replay = process.env['EXWEX_AD_REPLAY'] ?? join(folder, '../../tools/ad-replay.sh')
  const isThere = existsSync(join(folder, 'cases')) && existsSync(replay)
  return { isThere, folder, replay }
}

/** The data, in the order in which it must be loaded. */
export const SEED = ['exchange-schema-subset.ldif', 'seed.ldif', 'policy.ldif', 'seed-bulk.ldif']

if (process.argv.includes('--probe')) process.exit(evidence.isThere ? 0 : 1)
