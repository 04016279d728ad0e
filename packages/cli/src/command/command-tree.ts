import type { CommandGroup, CommandLoader } from './command.ts'

/** A place of the root help. */
export interface TreeEntry {
  /** Heading under which the help lists it. */
  readonly heading: string
  /** A command, or a group of them. */
  readonly node: CommandLoader | CommandGroup
}

const environment = 'Instances:'
const records = 'Save, load, find and annotate:'
const administer = 'Administer:'

/** Every command that does not come from a module, in the order of the help. Nothing is loaded before it is asked for. */
export const commandTree: { readonly [name: string]: TreeEntry } = {
  init: { heading: environment, node: async () => (await import('../commands/init.ts')).initCommand },
  connect: {
    heading: environment,
    node: async () => (await import('../commands/connect.ts')).connectCommand,
  },
  disconnect: {
    heading: environment,
    node: async () => (await import('../commands/disconnect.ts')).disconnectCommand,
  },
  info: { heading: environment, node: async () => (await import('../commands/info.ts')).infoCommand },
  save: { heading: records, node: async () => (await import('../commands/save.ts')).saveCommand },
  load: { heading: records, node: async () => (await import('../commands/load.ts')).loadCommand },
  list: { heading: records, node: async () => (await import('../commands/list.ts')).listCommand },
  describe: { heading: records, node: async () => (await import('../commands/describe.ts')).describeCommand },
  get: { heading: records, node: async () => (await import('../commands/get.ts')).getCommand },
  annotate: { heading: records, node: async () => (await import('../commands/annotate.ts')).annotateCommand },
  delete: { heading: records, node: async () => (await import('../commands/delete.ts')).deleteCommand },
  migrate: {
    heading: administer,
    node: {
      summary: 'Check and migrate the database of the current instance',
      commands: {
        check: async () => (await import('../commands/migrate/check.ts')).migrateCheckCommand,
        deploy: async () => (await import('../commands/migrate/deploy.ts')).migrateDeployCommand,
      },
    },
  },
  module: {
    heading: administer,
    node: {
      summary: 'Write modules of your own',
      commands: {
        create: async () => (await import('../commands/module/create.ts')).moduleCreateCommand,
        migration: async () => (await import('../commands/module/migration.ts')).moduleMigrationCommand,
      },
    },
  },
}
