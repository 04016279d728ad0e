export { silentLogger, type Logger, type LogLevel } from './context/logger.ts'
export { createSetupContext, type SetupContext } from './context/setup-context.ts'
export {
  createEnvironment,
  inDirectory,
  readEnvironment,
  type Environment,
  type ProcessLike,
  type Variables,
} from './environment/environment.ts'
export {
  AmbiguousModule,
  ConnectWithinDevDirError,
  CurrentInstanceNotConfigured,
  HomeIsNoDevDir,
  InstanceNotFoundError,
  InvalidCacheDirectory,
  InvalidInstanceIdentifier,
  InvalidInstanceName,
  LoginUnavailable,
  ModuleDeclarationMissing,
  ModuleNotInstalled,
  ModuleWasntConfigured,
  NotLoggedIn,
  SettingsEnvFileOutdated,
  SettingsNotWritable,
  StorageAlreadyManaged,
  StorageNotEmpty,
  UnsupportedDatabaseUrl,
  UnwritableSetting,
} from './errors.ts'
export { findModulePackage, listDeclaredModules, type ModulePackage } from './modules/find-module-package.ts'
export { declarationExportName, loadModules, requireModulePackage } from './modules/load-module.ts'
export { listModuleCommands, type ModuleCommands } from './modules/module-commands.ts'
export type { ModuleManifest, PackageManifest } from './modules/package-manifest.ts'
export { checkDatabaseUrl, isLocalDatabase, maskDatabaseUrl } from './naming/database-url.ts'
export {
  defaultHubHosts,
  parseInstanceIdentifier,
  parseObjectAddress,
  type InstanceIdentity,
  type ObjectAddress,
} from './naming/instance-identifier.ts'
export { defaultStorage, inferInstanceName, type NameSources } from './naming/instance-name.ts'
export { readContextChoice, writeContextChoice, type ContextKind } from './settings/branch-context.ts'
export {
  cachedPath,
  clearCacheDirectory,
  ensureCacheDirectory,
  findCacheDirectory,
  setCacheDirectory,
} from './settings/cache-directory.ts'
export type { ContextChoice } from './settings/context-choice.ts'
export {
  findCurrentInstance,
  findInstanceSettings,
  type CurrentInstance,
  type InstanceSource,
} from './settings/current-instance.ts'
export { loadCurrentUser, peekUserHandle, type CurrentUser } from './settings/current-user.ts'
export {
  currentDevDir,
  devDirContaining,
  findDevDirs,
  isHomeDirectory,
  setDevDir,
  unsetDevDir,
  type DevDir,
} from './settings/dev-dir.ts'
export { defaultCacheDirectory, settingsDirectory, systemSettingsDirectory } from './settings/directories.ts'
export { findInstanceMarker, type InstanceMarker } from './settings/instance-marker.ts'
export {
  modulesOf,
  readInstanceSettings,
  slugOf,
  splitModules,
  writeCurrentInstance,
  writeInstanceSettings,
  type InstanceSettings,
} from './settings/instance-settings.ts'
export { listKnownInstances } from './settings/known-instances.ts'
export {
  loadConfiguredModules,
  setConfiguredModules,
  unsetConfiguredModules,
  type ConfiguredModules,
  type ModulesSource,
} from './settings/modules-setting.ts'
export {
  anonymousUser,
  readUserSettings,
  writeCurrentUser,
  type UserSettings,
} from './settings/user-settings.ts'
