import type { Instance } from '@lamindb/core'
import type { ModuleCommands, SetupContext } from '@lamindb/setup'

import { InvalidModuleCommands } from '../errors.ts'
import type { ProgressReporter } from '../output/progress.ts'
import type { ArgumentSpecs } from './arguments.ts'
import type { Command, CommandGroup, CommandOutput } from './command.ts'

/**
 * What a module's file of commands exports as `commands`: plain data, so that the help loads no module.
 *
 * @example
 * export const commands = {
 *   summary: 'Donors and their samples',
 *   commands: { count: { summary: '…', examples: [], args: {}, run: () => import('./commands/count.ts') } },
 * }
 */
export interface ModuleCommandGroup {
  readonly summary: string
  readonly commands: { readonly [name: string]: ModuleCommand }
}

/** A command of a module; what it does stands in a file of its own. */
export interface ModuleCommand {
  readonly summary: string
  readonly description?: string
  readonly maturity?: 'stable' | 'experimental'
  readonly examples: readonly string[]
  readonly args: ArgumentSpecs
  /** Imports the file with the export `run`. */
  run(): Promise<{
    readonly run: (
      args: { readonly [name: string]: unknown },
      context: ModuleCommandContext,
    ) => Promise<CommandOutput>
  }>
}

/** What a command of a module works with. */
export interface ModuleCommandContext {
  /** The current instance, which has the module. */
  readonly db: Instance
  readonly signal: AbortSignal
  readonly progress: ProgressReporter
  readonly workingDirectory: string
}

/** The commands of the modules that are installed or that the current instance has. */
export async function listModules(
  setup: SetupContext,
  named: readonly string[] = [],
): Promise<readonly ModuleCommands[]> {
  const { findCurrentInstance, listModuleCommands, modulesOf } = await import('@lamindb/setup')
  const current = await findCurrentInstance(setup).catch(() => undefined)
  const modules = current === undefined ? [] : modulesOf(current.settings)
  return listModuleCommands(setup.environment, [...named, ...modules])
}

/**
 * Reads the description of a module's commands.
 *
 * @throws {@link InvalidModuleCommands}
 */
export async function loadModuleGroup(found: ModuleCommands): Promise<CommandGroup> {
  const exported = await found.load()
  const group = exported as Partial<ModuleCommandGroup> | undefined
  const invalid = (problem: string) => new InvalidModuleCommands(found.module, found.packageName, problem)
  if (typeof group?.summary !== 'string' || typeof group.commands !== 'object' || group.commands === null) {
    throw invalid('the export `commands` is no object with `summary` and `commands`')
  }
  const commands = Object.entries(group.commands).map(([name, command]) => {
    const problem = problemOf(command)
    if (problem !== undefined) throw invalid(`'${name}' ${problem}`)
    const made = toCommand(found.module, command)
    return [name, async () => made] as const
  })
  return { summary: group.summary, commands: Object.fromEntries(commands) }
}

function problemOf(command: Partial<ModuleCommand>): string | undefined {
  if (typeof command.summary !== 'string') return 'has no summary'
  if (typeof command.run !== 'function') return 'has no function `run`'
  if (!Array.isArray(command.examples)) return 'has no list of examples'
  if (typeof command.args !== 'object' || command.args === null) return 'has no object of arguments'
  const unknown = Object.entries(command.args).find(([, { kind }]) => !kinds.has(kind))
  return unknown === undefined ? undefined : `has an argument '${unknown[0]}' of no known kind`
}

const kinds: ReadonlySet<string> = new Set(['positional', 'flag', 'option'])

function toCommand(module: string, command: ModuleCommand): Command {
  return {
    ...command,
    maturity: command.maturity ?? 'stable',
    async run(args, { open, signal, progress, workingDirectory }) {
      const db = await open()
      await requireModule(db, module)
      const { run } = await command.run()
      return run(args, { db, signal, progress, workingDirectory })
    },
  }
}

async function requireModule(db: Instance, module: string): Promise<void> {
  const modules = db.modules.map(({ name }) => name)
  if (modules.includes(module)) return
  const { ModuleNotInInstance } = await import('@lamindb/core/errors')
  throw new ModuleNotInInstance(module, db.slug, modules)
}
