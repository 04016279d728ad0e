import type { ArgumentSpecs, ArgumentValues } from './arguments.ts'
import type { CommandContext } from './command-context.ts'
import type { View } from '../output/view.ts'

/** What a command has found out or done. */
export interface CommandOutput {
  /** The result for programs, printed with `--json`; goes through `JSON.stringify`. */
  readonly json: unknown
  /** The result for people; empty for nothing to say. */
  text(view: View): string
}

/** How far a command may be relied on. */
export type Maturity = 'stable' | 'experimental'

/** One subcommand: what the help says about it, what it takes and what it does. */
export interface Command<Args extends ArgumentSpecs = ArgumentSpecs> {
  /** One line, without a full stop. */
  readonly summary: string
  /** What the summary leaves open, for the command's own help. */
  readonly description?: string
  readonly maturity: Maturity
  /** Whole command lines. */
  readonly examples: readonly string[]
  readonly args: Args
  /** Heavy packages are imported in here, so that the help does without them. */
  run(args: ArgumentValues<Args>, context: CommandContext): Promise<CommandOutput>
}

/** Several subcommands under one name. */
export interface CommandGroup {
  readonly summary: string
  readonly commands: { readonly [name: string]: CommandLoader }
}

/** Loads the file of a command when it is needed. */
export type CommandLoader = () => Promise<Command>

/** Declares a subcommand; gives `run` the types of the arguments. */
export function defineCommand<const Args extends ArgumentSpecs>(command: Command<Args>): Command {
  return Object.freeze(command)
}
