import type { LaminModule } from '@lamindb/core'
import type { ModuleSetup } from '@lamindb/core/migrations'

import { isCoreName } from './core-names.ts'
import { findModulePackage } from './find-module-package.ts'
import { loadModuleSetups } from './load-module-setup.ts'
import { loadModules } from './load-module.ts'
import type { SetupContext } from '../context/setup-context.ts'
import { ModuleNotInstalled } from '../errors.ts'

/**
 * Loads those of an instance's modules that are installed, and warns about the others: an instance may have modules
 * that only exist in Python, and works without them here.
 *
 * @throws {@link AmbiguousModule} {@link ModuleDeclarationMissing}
 */
export async function loadInstalledModules(
  context: SetupContext,
  modules: readonly string[],
): Promise<readonly LaminModule[]> {
  return loadModules(context.environment, await installedOf(context, modules))
}

/** Like {@link loadInstalledModules}, but only what the modules bring to a database. */
export async function loadInstalledSetups(
  context: SetupContext,
  modules: readonly string[],
): Promise<readonly ModuleSetup[]> {
  return loadModuleSetups(context.environment, await installedOf(context, modules))
}

async function installedOf(
  { environment, logger }: SetupContext,
  modules: readonly string[],
): Promise<string[]> {
  const installed: string[] = []
  for (const module of new Set(modules)) {
    if (isCoreName(module) || (await findModulePackage(environment, module)) !== undefined) {
      installed.push(module)
    } else {
      logger.warning(withoutModule(module, environment.workingDirectory))
    }
  }
  return installed
}

function withoutModule(module: string, directory: string): string {
  const { message, hint } = new ModuleNotInstalled(module, directory)
  return `${message} The instance is opened without it. ${hint}`
}
