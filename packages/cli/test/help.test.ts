import { describe, expect, it } from 'vitest'

import { createEnvironment, listModuleCommands } from '@lamindb/setup'

import type { CommandGroup } from '../src/command/command.ts'
import { commandTree } from '../src/command/command-tree.ts'
import { loadModuleGroup } from '../src/command/module-commands.ts'
import { createCliHome, type CliHome } from '../src/testing/cli-home.ts'
import { changeModule, createExampleWorld } from '../src/testing/example-world.ts'
import { splitCommandLine } from '../src/testing/split-command-line.ts'

interface NamedCommand {
  readonly words: readonly string[]
  readonly examples: readonly string[]
}

/** Every command with its words, those of our modules included. */
async function allCommands(): Promise<readonly NamedCommand[]> {
  const own: [string, CommandGroup['commands']][] = Object.entries(commandTree).map(([name, { node }]) =>
    typeof node === 'function' ? ['', { [name]: node }] : [name, node.commands],
  )
  const environment = createEnvironment({
    home: '/',
    workingDirectory: '/',
    platform: 'linux',
    variables: {},
  })
  const found = await listModuleCommands(environment, ['bionty', 'pertdb'])
  const groups = await Promise.all(found.map(loadModuleGroup))
  const ofModules = groups.map(({ commands }, index) => [found[index]?.module ?? '', commands] as const)
  const loaded = [...own, ...ofModules].flatMap(([group, commands]) =>
    Object.entries(commands).map(async ([name, load]) => {
      const { examples } = await load()
      return { words: [group, name].filter((word) => word !== ''), examples }
    }),
  )
  return Promise.all(loaded)
}

const every = await allCommands()

describe('help', () => {
  it('lists all commands under headings', async () => {
    await using cli = await createCliHome()
    const { code, stdout, stderr } = await cli.lamin(['--help'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatchSnapshot()
    expect((await cli.lamin([])).stdout).toBe(stdout)
    expect((await cli.lamin(['help'])).stdout).toBe(stdout)
  })

  it.each([...every.map(({ words }) => words.join(' ')), 'migrate', 'module', 'bionty'])(
    'of %s stays as it is',
    async (line) => {
      await using cli = await createCliHome()
      const { code, stdout } = await cli.lamin([...line.split(' '), '--help'])
      expect(code).toBe(0)
      expect(stdout).toMatchSnapshot()
    },
  )

  it('shows the commands of the modules of the current instance', async () => {
    await using cli = await createCliHome()
    await cli.lamin(['init', '--storage', './mydata', '--modules', 'bionty'])
    const { stdout } = await cli.lamin(['--help'])
    expect(stdout).toMatch(/Modules:\n +bionty +Biological registries/)
  })
})

const examples = every.flatMap((command) => command.examples)
const begins =
  (...words: readonly string[]) =>
  (line: string) =>
    words.some((word) => line.startsWith(`lamin ${word}`))
const isInit = begins('init')
/** What takes away something that other examples need, each in a world of its own. */
const isDestructive = begins('disconnect', 'delete')

interface Outcome {
  readonly line: string
  readonly code: number
  /** Standard error of a failure. */
  readonly problem: string
  readonly printed: boolean
}

async function outcome(world: CliHome, line: string): Promise<Outcome> {
  const { code, stdout, stderr } = await world.lamin(splitCommandLine(line).slice(1))
  return { line, code, problem: code === 0 ? '' : stderr, printed: stdout !== '' }
}

const success = (line: string): Outcome => ({ line, code: 0, problem: '', printed: true })

describe('examples in the help', () => {
  it('exist for every command', () => {
    const without = every.filter((command) => command.examples.length === 0)
    expect(without.map(({ words }) => words.join(' '))).toEqual([])
  })

  it('work as they stand', async () => {
    await using world = await createExampleWorld()
    for (const line of examples.filter((one) => !isInit(one) && !isDestructive(one))) {
      if (line.startsWith('lamin module migration')) await changeModule(world.work)
      expect(await outcome(world, line)).toEqual(success(line))
    }
  }, 120_000)

  it.each(examples.filter(isInit))('%s works in an empty directory', async (line) => {
    await using cli = await createCliHome()
    expect(await outcome(cli, line)).toEqual(success(line))
  })

  it.each(examples.filter(isDestructive))('%s works as it stands', async (line) => {
    // An instance is deleted only when nothing is stored in it.
    const isInstance = line.includes('delete anonymous/')
    await using world = isInstance ? await createCliHome() : await createExampleWorld()
    if (isInstance) await world.lamin(['init', '--storage', './mydata'])
    expect(await outcome(world, line)).toEqual(success(line))
  })
})
