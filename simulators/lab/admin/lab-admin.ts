import type { HttpService } from '../../network/index.js'
import type { Parts } from '../parts.js'
import type { Wires } from '../wires.js'
import { createAdminService } from './admin-service.js'
import { budgetRoutes } from './budget-routes.js'
import type { LabControl } from './control.js'
import { directoryRoutes } from './directory-routes.js'
import { displayRoutes } from './display-routes.js'
import { dnsRoutes } from './dns-routes.js'
import { exchangeRoutes } from './exchange-routes.js'
import { journalRoutes } from './journal-routes.js'
import { labRoutes } from './lab-routes.js'
import { mailRoutes } from './mail-routes.js'
import { networkRoutes } from './network-routes.js'
import { proxyRoutes } from './proxy-routes.js'
import { shellRoutes } from './shell-routes.js'

export interface LabAdminOptions {
  readonly lab: LabControl
  readonly wires: Wires
  readonly parts: Pick<Parts, 'exchange' | 'directory'>
  /** Told of errors that are not the caller's. */
  readonly onDefect: (defect: unknown) => void
}

/** The admin API of a lab, with everything that can be asked of it. */
export function createLabAdmin({ lab, wires, parts, onDefect }: LabAdminOptions): HttpService {
  const routes = [
    ...labRoutes(lab),
    ...networkRoutes(wires),
    ...dnsRoutes(wires),
    ...proxyRoutes(wires),
    ...journalRoutes(lab),
    ...mailRoutes(lab),
    ...shellRoutes(lab),
    ...displayRoutes(lab),
    ...budgetRoutes(lab),
    ...directoryRoutes(lab.controllers),
    ...exchangeRoutes({ exchange: parts.exchange, recipients: parts.directory.recipients }),
  ]
  return createAdminService({ version: '1', routes, onDefect })
}
