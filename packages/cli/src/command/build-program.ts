import { Command as Commander, type Argument, type HelpConfiguration } from 'commander'

import { version } from '../version.ts'
import type { Command, CommandGroup, CommandLoader } from './command.ts'
import { commandTree } from './command-tree.ts'
import { toCommander, type CommandRunner } from './to-commander.ts'

/** Lists show what a command takes, not that it has options. */
const helpLayout: HelpConfiguration = {
  helpWidth: 100,
  subcommandTerm: (command) => [command.name(), ...command.registeredArguments.map(argumentTerm)].join(' '),
}

function argumentTerm(argument: Argument): string {
  const name = `${argument.name()}${argument.variadic ? '...' : ''}`
  return argument.required ? `<${name}>` : `[${name}]`
}

/** Finds the commands of modules. */
export interface ModuleSource {
  /** The module of this name, if there is one with commands. */
  find(name: string): Promise<CommandGroup | undefined>
  /** All that are installed or that the current instance has. */
  list(): Promise<readonly (readonly [name: string, group: CommandGroup])[]>
}

/**
 * The program with as many of its commands as a command line needs: the one that it names, all of them when it names none
 * of ours (for the help and for suggestions), none for `--version`.
 */
export async function buildProgram(
  args: readonly string[],
  modules: ModuleSource,
  run: CommandRunner,
): Promise<Commander> {
  const program = new Commander('lamin')
    .description('LaminDB: a database of data, its meaning and its history')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .configureHelp(helpLayout)
    .helpCommand(false)
    .showSuggestionAfterError()
    // Commands have options of the same name: `--version TAG`.
    .enablePositionalOptions()
  const name = args.find((arg) => !arg.startsWith('-'))
  if (name === undefined && args.some((arg) => ['-V', '--version'].includes(arg))) return program
  const named = name === undefined ? undefined : await findEntry(name, modules)
  const entries = named === undefined ? await allEntries(modules) : [named]
  for (const entry of entries) program.addCommand(await toCommanderNode(entry, run))
  return program
}

interface Entry {
  readonly name: string
  readonly heading: string
  readonly node: CommandLoader | CommandGroup
}

const moduleHeading = 'Modules:'

async function findEntry(name: string, modules: ModuleSource): Promise<Entry | undefined> {
  const own = Object.hasOwn(commandTree, name) ? commandTree[name] : undefined
  if (own !== undefined) return { name, ...own }
  const group = await modules.find(name)
  return group === undefined ? undefined : { name, heading: moduleHeading, node: group }
}

async function allEntries(modules: ModuleSource): Promise<readonly Entry[]> {
  const own = Object.entries(commandTree).map(([name, entry]) => ({ name, ...entry }))
  const others = (await modules.list()).map(([name, node]) => ({ name, heading: moduleHeading, node }))
  return [...own, ...others.filter(({ name }) => !Object.hasOwn(commandTree, name))]
}

async function toCommanderNode({ name, heading, node }: Entry, run: CommandRunner): Promise<Commander> {
  if (typeof node === 'function') return settle(toCommander(name, await node(), run), heading)
  const group = new Commander(name).description(node.summary).helpCommand(false).showSuggestionAfterError()
  for (const [child, load] of Object.entries(node.commands)) {
    const command: Command = await load()
    group.addCommand(settle(toCommander(child, command, run), undefined))
  }
  return settle(group, heading)
}

function settle(command: Commander, heading: string | undefined): Commander {
  command.helpOption('-h, --help', 'print help').configureHelp(helpLayout)
  return heading === undefined ? command : command.helpGroup(heading)
}
