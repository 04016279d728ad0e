import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'

import { describe, expect, it } from 'vitest'

import { createCliHome, type CliHome } from '../src/testing/cli-home.ts'

const run = promisify(execFile)
const hook = pathToFileURL(join(import.meta.dirname, 'fixtures/loaded-files.mjs')).href
const main = join(import.meta.dirname, '../src/main.ts')

/** The packages that a process loads, each once. */
async function loadedPackages(cli: CliHome, args: readonly string[]): Promise<readonly string[]> {
  const list = join(cli.home, 'loaded.json')
  const env = { PATH: process.env['PATH'], HOME: cli.home, LOADED_FILES: list }
  await run(process.execPath, ['--conditions=lamin-source', '--import', hook, ...args], {
    cwd: cli.work,
    env,
  })
  const urls = JSON.parse(await readFile(list, 'utf8')) as readonly string[]
  return [...new Set(urls.filter((url) => url.startsWith('file:')).map(packageOf))].sort()
}

/** `commander`, `@mikro-orm/core`, or for ours the folder; core's catalogue of errors stands for itself. */
function packageOf(url: string): string {
  const installed = /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules)/.exec(url)?.[1]
  if (installed !== undefined) return installed
  if (url.endsWith('/core/src/errors.ts')) return 'core errors'
  if (url.endsWith('/src/commands.ts') || /\/src\/commands\/curation-\w+\.ts$/.test(url)) return 'commands'
  return /\/(?:packages|tools)\/([^/]+)\/(?:src|dist)\//.exec(url)?.[1] ?? url
}

const withoutHook = (packages: readonly string[]): readonly string[] =>
  packages.filter((name) => !name.endsWith('loaded-files.mjs'))

describe('what a command loads', () => {
  it('is commander and nothing else for the version', async () => {
    await using cli = await createCliHome()
    expect(withoutHook(await loadedPackages(cli, [main, '--version']))).toEqual(['cli', 'commander'])
  })

  it.each([['--help'], ['info'], ['list']])('is no core and no module for %s', async (command) => {
    await using cli = await createCliHome()
    await cli.lamin(['init', '--storage', './mydata', '--modules', 'bionty'])
    const loaded = withoutHook(await loadedPackages(cli, [main, command]))
    const allowed = new Set(['cli', 'commander', 'commands', 'core errors', 'setup'])
    expect(loaded.filter((name) => !allowed.has(name))).toEqual([])
    expect(loaded).toContain('setup')
  })

  it('is no core for a program that imports lamindb', async () => {
    await using cli = await createCliHome()
    const entry = pathToFileURL(join(import.meta.dirname, '../../lamindb/src/index.ts')).href
    const loaded = await loadedPackages(cli, ['--input-type=module', '--eval', `await import('${entry}')`])
    expect(withoutHook(loaded)).toEqual(['core errors', 'lamindb'])
  })
})
