import { expect, it } from 'vitest'
import { describePlay, drawPlay, perform, undisturbed } from './play.js'

const calm = undisturbed()
const SEEDS = Array.from({ length: 20 }, (_, index) => index + 1)

it.each(SEEDS)(
  'ends as an undisturbed day does, whatever went wrong meanwhile: seed %i [HC-056 HC-220 HC-223 HC-224 HC-230 HC-232]',
  { timeout: 120_000 },
  async (seed) => {
    const play = drawPlay(seed)

    const disturbed = await perform(play)

    expect(disturbed, describePlay(play)).toEqual(await calm(play))
  },
)
