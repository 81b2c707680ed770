import type { Operation } from '../../operation.js'
import type { Service } from '../service.js'
import { createGetUserConfiguration } from './get-user-configuration.js'
import {
  createCreateUserConfiguration,
  createDeleteUserConfiguration,
  createUpdateUserConfiguration,
} from './write-user-configuration.js'

/** The operations on the settings documents that clients hide in folders. */
export function userConfigurationOperations(service: Service): readonly Operation[] {
  return [
    createGetUserConfiguration(service),
    createCreateUserConfiguration(service),
    createUpdateUserConfiguration(service),
    createDeleteUserConfiguration(service),
  ]
}
