import { findCurrentInstance } from './current-instance.ts'
import { modulesOf, splitModules } from './instance-settings.ts'
import { currentModulesFile } from './settings-files.ts'
import { readSettingText, removeSettingFile, writeSettingText } from './setting-text-file.ts'
import type { SetupContext } from '../context/setup-context.ts'
import type { Environment } from '../environment/environment.ts'
import { findModulePackage } from '../modules/find-module-package.ts'

/** Where the modules of an environment come from. */
export type ModulesSource = 'instance' | 'variable' | 'file' | 'default'

/** Modules that this environment works with, sorted, and where that comes from. */
export interface ConfiguredModules {
  readonly modules: readonly string[]
  readonly source: ModulesSource
}

/**
 * Modules that this environment works with: those of the current instance; while there is none, those of
 * `LAMINDB_MODULES`, else of `current_modules.txt`, else `bionty` if it is installed.
 */
export async function loadConfiguredModules(context: SetupContext): Promise<ConfiguredModules> {
  const { environment } = context
  const instance = await findCurrentInstance(context)
  if (instance !== undefined) return configured(modulesOf(instance.settings), 'instance')
  if (environment.modules !== undefined) return configured(splitModules(environment.modules), 'variable')
  const text = await readSettingText(currentModulesFile(environment))
  if (text !== undefined) return configured(splitModules(text), 'file')
  const bionty = await findModulePackage(environment, 'bionty')
  return configured(bionty === undefined ? [] : ['bionty'], 'default')
}

/**
 * Sets the modules to work with while no instance is configured.
 *
 * @param modules - comma-separated, stored as given; the empty text means none
 */
export async function setConfiguredModules(environment: Environment, modules: string): Promise<void> {
  await writeSettingText(currentModulesFile(environment), modules)
}

/** Goes back to the default; false when nothing was set. */
export async function unsetConfiguredModules(environment: Environment): Promise<boolean> {
  return removeSettingFile(currentModulesFile(environment))
}

function configured(modules: readonly string[], source: ModulesSource): ConfiguredModules {
  return { modules: [...new Set(modules)].sort(), source }
}
