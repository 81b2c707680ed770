import type { Application } from '../../access/oauth/index.js'
import { identity, name } from '../binding/kind.js'
import { mandatory, optional } from '../binding/parameter.js'
import { cmdlet, shellObject, type Cmdlet } from '../cmdlet.js'
import { applicationNamed } from '../objects/find-application.js'
import { objectNotFound } from '../objects/refusals.js'
import { online } from '../releases.js'
import { ShellError } from '../shell-error.js'
import type { ShellObject } from '../values.js'

const tasks = 'RecipientTasks'
const COLUMNS = ['DisplayName', 'ObjectId', 'AppId']

/** Programs that roles can be given to. @source Exchange documentation, role based access control for applications */
export const SERVICE_PRINCIPAL_CMDLETS: readonly Cmdlet[] = [
  cmdlet({
    name: 'New-ServicePrincipal',
    tasks,
    knownTo: online,
    columns: COLUMNS,
    parameters: {
      AppId: mandatory(name),
      ObjectId: mandatory(name, { aliases: ['ServiceId'] }),
      DisplayName: optional(name),
    },
    run({ AppId, ObjectId, DisplayName }, running) {
      const known = running.applications.application(AppId)
      if (known !== undefined && known.objectId.toLowerCase() !== ObjectId.toLowerCase())
        throw alreadyThere(AppId)
      const application: Application = {
        appId: AppId,
        objectId: ObjectId,
        secrets: [],
        certificates: [],
        appRoles: [],
        scopes: [],
        ...known,
        displayName: DisplayName ?? known?.displayName ?? AppId,
      }
      running.applications.register(application)
      return [shown(application)]
    },
  }),
  cmdlet({
    name: 'Get-ServicePrincipal',
    tasks,
    knownTo: online,
    columns: COLUMNS,
    parameters: { Identity: optional(identity('ServicePrincipalIdParameter'), { position: 0 }) },
    run({ Identity }, running) {
      if (Identity === undefined) return running.applications.applications().map(shown)
      const found = applicationNamed(running, Identity)
      if (found === undefined) throw objectNotFound(running, Identity)
      return [shown(found)]
    },
  }),
]

/** @inferred the words and the exception */
function alreadyThere(appId: string): ShellError {
  return new ShellError(`The service principal of the application "${appId}" has another object id.`, {
    category: 'ResourceExists',
    reason: 'RecipientTaskException',
  })
}

function shown({ appId, objectId, displayName }: Application): ShellObject {
  return shellObject('ServicePrincipal', objectId, {
    DisplayName: displayName,
    ObjectId: objectId,
    AppId: appId,
    Identity: objectId,
  })
}
