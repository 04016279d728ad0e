import { join } from 'node:path'

import { settingsDirectory, systemSettingsDirectory } from './directories.ts'
import type { Environment } from '../environment/environment.ts'

/**
 * What `LAMIN_ENV` puts before the names of files that belong to one set of accounts and instances: nothing for
 * `prod` and when it is unset.
 */
export function settingsPrefix(environment: Environment): string {
  const { laminEnv } = environment
  return laminEnv === undefined || laminEnv === 'prod' ? '' : `${laminEnv}--`
}

/** Copy of the settings of the instance that this user works with by default. */
export function currentInstanceFile(environment: Environment): string {
  return prefixed(environment, 'current_instance.env')
}

/** Settings of one instance. */
export function instanceFile(environment: Environment, owner: string, name: string): string {
  return prefixed(environment, `instance--${owner}--${name}.env`)
}

/** Held by the process that creates this instance. */
export function initLockFile(environment: Environment, owner: string, name: string): string {
  return prefixed(environment, `init--${owner}--${name}.lock`)
}

/** The active user. */
export function currentUserFile(environment: Environment): string {
  return prefixed(environment, 'current_user.env')
}

/** A user who has logged in once, by email address or handle. */
export function userFile(environment: Environment, emailOrHandle: string): string {
  return prefixed(environment, `user--${emailOrHandle}.env`)
}

/** Modules to work with while no instance is configured. */
export function currentModulesFile(environment: Environment): string {
  return prefixed(environment, 'current_modules.txt')
}

/** The user's cache directory. */
export function storageFile(environment: Environment): string {
  return join(settingsDirectory(environment), 'storage.env')
}

/** The administrator's settings. */
export function systemFile(environment: Environment): string {
  return join(systemSettingsDirectory(environment), 'system.env')
}

/** Branch of an instance, outside its development directories. */
export function homeBranchFile(environment: Environment, owner: string, name: string): string {
  return join(settingsDirectory(environment), `current-branch--${owner}--${name}.txt`)
}

/** Space of an instance, outside its development directories. */
export function homeSpaceFile(environment: Environment, owner: string, name: string): string {
  return join(settingsDirectory(environment), `current-space--${owner}--${name}.txt`)
}

/** Marker that makes a directory a development directory of the instance it names. */
export function markerFile(environment: Environment, directory: string): string {
  return join(directory, '.lamin', `${settingsPrefix(environment)}current_instance`)
}

/** Branch of a development directory. */
export function localBranchFile(environment: Environment, directory: string): string {
  return join(directory, '.lamin', `${settingsPrefix(environment)}current_branch`)
}

/** Space of a development directory. */
export function localSpaceFile(environment: Environment, directory: string): string {
  return join(directory, '.lamin', `${settingsPrefix(environment)}current_space`)
}

function prefixed(environment: Environment, name: string): string {
  return join(settingsDirectory(environment), `${settingsPrefix(environment)}${name}`)
}
