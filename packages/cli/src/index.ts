export { runLamin } from './run-lamin.ts'
export type { CliHost, TextOutput } from './host/cli-host.ts'
export type { ModuleCommand, ModuleCommandContext, ModuleCommandGroup } from './command/module-commands.ts'
export type { CommandOutput } from './command/command.ts'
export type { View } from './output/view.ts'
export {
  CannotAnnotate,
  InvalidModuleCommands,
  KeyOrDescriptionNeeded,
  MissingIdentifier,
  NobodyToAsk,
  NoSourceCode,
  NotLoadable,
  RecordNotFound,
  SystemRefused,
  UnknownEntity,
  UsageError,
} from './errors.ts'
