import type { LaminModule } from '@lamindb/core'

import { findModulePackage } from './find-module-package.ts'
import { loadModules } from './load-module.ts'
import type { SetupContext } from '../context/setup-context.ts'
import { ModuleNotInstalled } from '../errors.ts'
import { isCoreName } from './core-names.ts'

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
  const { environment, logger } = context
  const installed: string[] = []
  for (const module of new Set(modules)) {
    if (isCoreName(module) || (await findModulePackage(environment, module)) !== undefined)
      installed.push(module)
    else logger.warning(withoutModule(module, environment.workingDirectory))
  }
  return loadModules(environment, installed)
}

function withoutModule(module: string, directory: string): string {
  const { message, hint } = new ModuleNotInstalled(module, directory)
  return `${message} The instance is opened without it. ${hint}`
}
