import { describe, expect, it } from 'vitest'

import { createEnvironment, listModuleCommands } from '@lamindb/setup'

import type { CommandGroup } from '../src/command/command.ts'
import { commandTree } from '../src/command/command-tree.ts'
import { loadModuleGroup } from '../src/command/module-commands.ts'
import { createCliHome } from '../src/testing/cli-home.ts'
import { createExampleWorld } from '../src/testing/example-world.ts'
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

/** Examples that take something away come after the others. */
function rank(line: string): number {
  return ['annotate', 'connect', 'disconnect', 'delete'].findIndex((word) => line.startsWith(`lamin ${word}`))
}

describe('examples in the help', () => {
  it('exist for every command', async () => {
    const without = every.filter(({ examples }) => examples.length === 0)
    expect(without.map(({ words }) => words.join(' '))).toEqual([])
  })

  it('work as they stand', async () => {
    await using world = await createExampleWorld()
    const all = every.flatMap(({ examples }) => examples)
    const lines = all.filter((line) => !line.startsWith('lamin init')).sort((a, b) => rank(a) - rank(b))
    for (const line of lines) {
      const { code, stdout, stderr } = await world.lamin(splitCommandLine(line).slice(1))
      expect({ line, code, stderr: code === 0 ? '' : stderr }).toEqual({ line, code: 0, stderr: '' })
      expect(`${line}: ${stdout}`).not.toBe(`${line}: `)
    }
  }, 120_000)

  it('of init work as they stand', async () => {
    const lines = every.flatMap(({ examples }) => examples)
    for (const line of lines.filter((one) => one.startsWith('lamin init'))) {
      await using cli = await createCliHome()
      const { code, stdout } = await cli.lamin(splitCommandLine(line).slice(1))
      expect({ line, code }).toEqual({ line, code: 0 })
      expect(stdout).toMatch(/^✓ initialized database anonymous\//)
    }
  }, 60_000)
})
