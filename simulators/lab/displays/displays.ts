import type { RoomDevice, Screen } from '../../webex/index.js'
import type { DisplaySources } from './display-sources.js'
import { lazyDevice, lazyScreen, lazyTms, type LabTms, type Shown } from './lazy-displays.js'
import { openProductivityTools, type LabProductivityTools } from './open-productivity-tools.js'
import { openTms } from './open-tms.js'
import { Renewable } from './renewable.js'

/** What stands before the eyes of the people of a lab. Each display starts to exist when it is asked for, and signs in when it is looked at. */
export interface Displays extends AsyncDisposable {
  /** @throws LabError SCREEN_UNKNOWN for who has no Webex account */
  screen(alias: string): Screen
  /** @throws LabError DEVICE_UNKNOWN */
  device(alias: string): RoomDevice
  readonly tms: LabTms
  /** @throws LabError PERSON_UNKNOWN */
  productivityTools(alias: string): LabProductivityTools
  /** Signs everything out: the next look begins anew. */
  reset(): Promise<void>
}

export function createDisplays(sources: DisplaySources): Displays {
  const screens = new Map<string, Shown<Screen>>()
  const devices = new Map<string, Shown<RoomDevice>>()
  const tms = new Renewable(() => openTms(sources))
  const end = async () => {
    const all = [...screens.values(), ...devices.values()].map(({ part }) => part)
    await Promise.all([...all, tms].map((part) => part.end()))
  }

  return {
    screen: (alias) => shownOnce(screens, alias, () => lazyScreen(sources, alias)),
    device: (alias) => shownOnce(devices, alias, () => lazyDevice(sources, alias)),
    tms: lazyTms(tms),
    productivityTools: (alias) => openProductivityTools(sources, alias),
    reset: end,
    [Symbol.asyncDispose]: end,
  }
}

function shownOnce<Display>(
  known: Map<string, Shown<Display>>,
  alias: string,
  make: () => Shown<Display>,
): Display {
  const shown = known.get(alias) ?? make()
  known.set(alias, shown)
  return shown.display
}
