import { expect, it } from 'vitest'

import { declaredFeatures, parseManifest } from '../drivers/manifest.js'
import { featuresOfLevel } from '../requirements/feature.js'
import { LANGUAGES, starterManifest } from './starter-manifest.js'

it.each(LANGUAGES.flatMap((language) => ([1, 2, 3] as const).map((level) => ({ language, level }))))(
  'writes a manifest for $language at level $level that is valid as it stands',
  ({ language, level }) => {
    const manifest = parseManifest(starterManifest({ language, level }), 'connector.yaml')

    expect(manifest.level).toBe(level)
    expect([...declaredFeatures(manifest)]).toEqual(featuresOfLevel(level))
    expect(manifest.nodes).toHaveLength(1)
  },
)

it('shows the placeholders without filling them in', () => {
  expect(starterManifest({ language: 'python', level: 1 })).toContain("REQUESTS_CA_BUNDLE: '${caFile}'")
})
