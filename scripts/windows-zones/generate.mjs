// Usage: node scripts/windows-zones/generate.mjs FILE
// FILE is supplemental/windowsZones.json of CLDR (npm package cldr-core). Writes the table of Windows zone ids.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const [file] = process.argv.slice(2)
if (file === undefined) {
  console.error(
    'Usage: node scripts/windows-zones/generate.mjs FILE, with supplemental/windowsZones.json of CLDR.',
  )
  process.exit(2)
}

const { supplemental } = JSON.parse(readFileSync(file, 'utf8'))
const zones = new Map()
for (const { mapZone } of supplemental.windowsZones.mapTimezones) {
  const names = mapZone._type.split(' ').filter((name) => name !== '')
  const known = zones.get(mapZone._other) ?? []
  zones.set(mapZone._other, mapZone._territory === '001' ? [...names, ...known] : [...known, ...names])
}

const rows = [...zones].map(([id, names]) => `  ${quote(id)}: ${quote([...new Set(names)].join(' '))},`)
const text = `// Made by scripts/windows-zones/generate.mjs from CLDR ${supplemental.version._cldrVersion}. Do not edit.

/** Windows zone id to the IANA zones it stands for; the first is the one a lookup gives. */
export const WINDOWS_ZONES: Readonly<Record<string, string>> = {
${rows.join('\n')}
}
`
const target = fileURLToPath(new URL('../../simulators/core/zones/generated/', import.meta.url))
mkdirSync(target, { recursive: true })
writeFileSync(`${target}windows-zones.ts`, text)

function quote(name) {
  return name.includes("'") ? JSON.stringify(name) : `'${name}'`
}
