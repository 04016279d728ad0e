export { connect } from './connect/connect.ts'
export {
  disconnect,
  disconnectHere,
  type Disconnected,
  type DisconnectedDirectory,
} from './connect/disconnect.ts'
export { buildInstanceConfig } from './connect/instance-config.ts'
export { openKnownInstance, type OpenOptions } from './connect/open-known-instance.ts'
export { requireInstance } from './connect/require-instance.ts'
export { selectInstance, type SelectedInstance, type SelectOptions } from './connect/select-instance.ts'
export { createSetupContext, type Confirm, type SetupContext } from './context/setup-context.ts'
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
  DatabaseNotInitialized,
  DeletionNotConfirmed,
  HomeIsNoDevDir,
  InstanceNotFoundError,
  InvalidCacheDirectory,
  InvalidInstanceId,
  InvalidInstanceIdentifier,
  InvalidInstanceName,
  LockedByProcess,
  LoginUnavailable,
  ModuleDeclarationMissing,
  ModuleDependencyMissing,
  ModuleLoadFailed,
  ModuleNotInstalled,
  NotLoggedIn,
  SettingsEnvFileOutdated,
  SettingsNotReadable,
  SettingsNotWritable,
  StorageAlreadyManaged,
  StorageNotEmpty,
  UnknownDatabaseFile,
  UnsupportedDatabaseUrl,
  UnwritableSetting,
} from './errors.ts'
export { init, type InitializedInstance } from './init/init.ts'
export type { InitOptions } from './init/plan-instance.ts'
export { deleteInstance, type DeletedInstance, type DeleteOptions } from './manage/delete-instance.ts'
export { loadSetupInfo, type CurrentInstanceInfo, type SetupInfo } from './manage/instance-info.ts'
export {
  checkInstanceMigrations,
  deployInstanceMigrations,
  type InstanceDeployment,
  type InstanceMigrationCheck,
} from './manage/migrate-instance.ts'
export { findModulePackage, listDeclaredModules, type ModulePackage } from './modules/find-module-package.ts'
export { loadInstalledModules } from './modules/load-installed-modules.ts'
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
  unsetSettings,
  writeCurrentInstance,
  writeInstanceSettings,
  type KnownInstance,
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
