import { Argument, Command as Commander, InvalidArgumentError, Option } from 'commander'

import type { ArgumentSpec, ArgumentSpecs, OptionSpec, PositionalSpec } from './arguments.ts'
import type { Command } from './command.ts'

/** Runs a command with the arguments that were parsed for it. */
export type CommandRunner = (command: Command, args: { readonly [name: string]: unknown }) => Promise<void>

/** A commander command for one of ours. Every one takes `--json`. */
export function toCommander(name: string, command: Command, run: CommandRunner): Commander {
  const made = new Commander(name)
    .summary(withMaturity(command.summary, command))
    .description(withMaturity([command.summary, command.description].filter(Boolean).join('.\n\n'), command))
    .showSuggestionAfterError()
  for (const [argument, spec] of Object.entries(command.args)) add(made, argument, spec)
  made.option('--json', 'print the result as JSON')
  if (command.examples.length > 0) made.addHelpText('after', examplesText(command.examples))
  return made.action(async () => {
    const given = { ...positionalValues(command.args, made.processedArgs), ...made.opts() }
    await run(command, { ...emptyLists(command.args), ...given })
  })
}

function withMaturity(text: string, { maturity }: Command): string {
  return maturity === 'experimental' ? `${text} (experimental)` : text
}

function examplesText(examples: readonly string[]): string {
  return ['', 'Examples:', ...examples.map((example) => `  $ ${example}`)].join('\n')
}

/** `dryRun` → `dry-run`. */
function kebab(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

function add(made: Commander, name: string, spec: ArgumentSpec): void {
  if (spec.kind === 'positional') made.addArgument(new Argument(argumentText(name, spec), spec.description))
  else if (spec.kind === 'flag') {
    const flags = spec.alias === undefined ? `--${kebab(name)}` : `${spec.alias}, --${kebab(name)}`
    made.addOption(new Option(flags, spec.description).default(false))
  } else made.addOption(toOption(name, spec))
}

function argumentText(name: string, { optional, many }: PositionalSpec): string {
  const text = `${kebab(name)}${many ? '...' : ''}`
  return optional ? `[${text}]` : `<${text}>`
}

function toOption(name: string, spec: OptionSpec): Option {
  const made = new Option(`--${kebab(name)} <${spec.placeholder}>`, spec.description)
  if (spec.choices !== undefined) made.choices(spec.choices)
  if (spec.many) made.argParser(append)
  if (spec.type === 'count') made.argParser(parseCount)
  return made
}

function append(value: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, value]
}

function parseCount(value: string): number {
  if (!/^[1-9]\d{0,14}$/.test(value))
    throw new InvalidArgumentError('It must be a whole number of at least 1.')
  return Number(value)
}

/** Options that may be repeated and were not given; as a default of commander, the list would stand in the help. */
function emptyLists(specs: ArgumentSpecs): { readonly [name: string]: readonly string[] } {
  const many = Object.entries(specs).filter(([, spec]) => spec.kind === 'option' && spec.many)
  return Object.fromEntries(many.map(([name]) => [name, []]))
}

function positionalValues(
  specs: ArgumentSpecs,
  values: readonly unknown[],
): { readonly [name: string]: unknown } {
  const names = Object.entries(specs).filter(([, spec]) => spec.kind === 'positional')
  return Object.fromEntries(names.map(([name], index) => [name, values[index]]))
}
