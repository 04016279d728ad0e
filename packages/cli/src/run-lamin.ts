import { CommanderError, type Command as Commander } from 'commander'

import { buildProgram, type ModuleSource } from './command/build-program.ts'
import type { Command } from './command/command.ts'
import type { CliHost } from './host/cli-host.ts'

/**
 * Runs one command line. Results go to standard output, everything else to standard error; with `--json`, standard output
 * holds exactly one JSON value, errors included.
 *
 * @returns exit code: 0 for success, 1 for an error, 2 for a command line that cannot be understood, 130 after Ctrl-C
 */
export async function runLamin(host: CliHost): Promise<number> {
  const asJson = isJsonAsked(host.args)
  try {
    const args = withoutHelpWord(host.args)
    const program = await buildProgram(args, modulesOf(host), (command, values) =>
      runCommand(host, command, values),
    )
    for (const command of [program, ...descendants(program)]) configure(command, host, asJson)
    const [name] = args
    const isCommand =
      name === undefined || name.startsWith('-') || program.commands.some((one) => one.name() === name)
    if (args.length === 0) program.outputHelp()
    // commander would print the help of all commands for `lamin nosuch --help`.
    else if (!isCommand) await program.parseAsync([name], { from: 'user' })
    else await program.parseAsync(args, { from: 'user' })
    return 0
  } catch (error) {
    return report(host, error, asJson)
  }
}

/** `lamin help list` means `lamin list --help`. */
function withoutHelpWord(args: readonly string[]): readonly string[] {
  return args[0] === 'help' ? [...args.slice(1), '--help'] : args
}

function isJsonAsked(args: readonly string[]): boolean {
  const end = args.indexOf('--')
  return args.slice(0, end === -1 ? undefined : end).includes('--json')
}

function descendants(command: Commander): readonly Commander[] {
  return command.commands.flatMap((child) => [child, ...descendants(child)])
}

function configure(command: Commander, host: CliHost, asJson: boolean): void {
  command.exitOverride().configureOutput({
    writeOut: host.stdout.write,
    // With --json the error is printed once, as JSON.
    writeErr: asJson ? () => undefined : host.stderr.write,
    outputError: (text, write) => write(usageText(command, text)),
    getOutHasColors: () => host.stdout.hasColours,
    getErrHasColors: () => host.stderr.hasColours,
  })
}

/** An error of commander in the form of ours, with the command that says how it is done. */
function usageText(command: Commander, text: string): string {
  const names: string[] = []
  for (let one: Commander | null = command; one !== null; one = one.parent) names.unshift(one.name())
  const [first = '', ...rest] = text
    .replace(/^error: /, '')
    .trimEnd()
    .split('\n')
  const sentence = `${first.charAt(0).toUpperCase()}${first.slice(1)}${first.endsWith('.') ? '' : '.'}`
  const hints = [
    ...rest.map((line) => line.replace(/^\((.*)\)$/, '$1')),
    `For help, run: ${names.join(' ')} --help`,
  ]
  return [`✗ ${sentence}`, ...hints.map((hint) => `  ${hint}`), ''].join('\n')
}

async function runCommand(
  host: CliHost,
  command: Command,
  { json, ...args }: { readonly [name: string]: unknown },
): Promise<void> {
  const { createContext } = await import('./host/create-context.ts')
  await using context = await createContext(host)
  const output = await command.run(args as never, context)
  context.progress.clear()
  if (json === true) return host.stdout.write(`${JSON.stringify(output.json, null, 2)}\n`)
  const { createView } = await import('./output/view.ts')
  const text = output.text(createView(host.stdout))
  if (text !== '') host.stdout.write(`${text}\n`)
}

function modulesOf(host: CliHost): ModuleSource {
  const open = async () => {
    const [{ createContext }, commands] = await Promise.all([
      import('./host/create-context.ts'),
      import('./command/module-commands.ts'),
    ])
    return { context: await createContext(host), ...commands }
  }
  return {
    async find(name) {
      const { context, listModules, loadModuleGroup } = await open()
      const found = (await listModules(context.setup, [name])).find(({ module }) => module === name)
      return found === undefined ? undefined : loadModuleGroup(found)
    },
    async list() {
      const { context, listModules, loadModuleGroup } = await open()
      const found = await listModules(context.setup)
      return Promise.all(found.map(async (one) => [one.module, await loadModuleGroup(one)] as const))
    },
  }
}

async function report(host: CliHost, thrown: unknown, asJson: boolean): Promise<number> {
  if (thrown instanceof CommanderError) return reportUsage(host, thrown, asJson)
  const error = await named(thrown)
  const { errorToJson, renderError } = await import('./output/render-error.ts')
  const { chooseStyle } = await import('./output/style.ts')
  if (host.signal.aborted) {
    if (asJson) host.stdout.write(`${JSON.stringify({ error: aborted }, null, 2)}\n`)
    else host.stderr.write(`${aborted.message}\n`)
    return 130
  }
  if (asJson) host.stdout.write(`${JSON.stringify(errorToJson(error), null, 2)}\n`)
  else host.stderr.write(`${renderError(error, chooseStyle(host.stderr.hasColours))}\n`)
  return isUsage(error) ? 2 : 1
}

/** An error of the file system that nobody gave a name is no bug of ours. */
async function named(error: unknown): Promise<unknown> {
  if (!(error instanceof Error && 'syscall' in error && 'code' in error)) return error
  const { SystemRefused } = await import('./errors.ts')
  return new SystemRefused(error)
}

const aborted = { code: 'ABORTED', family: 'user', message: 'Aborted.', hint: null }

function isUsage(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'USAGE'
}

/** commander has written the text already, unless it was kept back for `--json`. */
function reportUsage(host: CliHost, { exitCode, message }: CommanderError, asJson: boolean): number {
  if (exitCode === 0) return 0
  if (asJson) {
    const error = { code: 'USAGE', family: 'user', message: message.replace(/^error: /, ''), hint: null }
    host.stdout.write(`${JSON.stringify({ error }, null, 2)}\n`)
  }
  return 2
}
