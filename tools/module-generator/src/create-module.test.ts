import { execFile } from 'node:child_process'
import { mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

import { describe, expect, it } from 'vitest'

import packageJson from '../package.json' with { type: 'json' }
import { createMigration } from './create-migration.ts'
import { createModule } from './create-module.ts'
import { InvalidModuleName, ModuleFolderNotEmpty, NotAModuleFolder } from './errors.ts'
import { moduleNames } from './module-names.ts'
import { version } from './version.ts'

const here = dirname(fileURLToPath(import.meta.url))
const workspace = join(here, '../../..')
const execute = promisify(execFile)

/** What a program prints; its output is the message when it fails. */
async function run(args: readonly string[], cwd: string): Promise<string> {
  try {
    const env = { ...process.env, NO_COLOR: '1' }
    return (await execute(process.execPath, [...args], { cwd, env })).stdout
  } catch (error) {
    throw new Error((error as { readonly stdout: string }).stdout, { cause: error })
  }
}
const loadModules = async () => []

/** Compiles a package against the sources of this workspace, which bring a declaration of a foreign package along. */
async function typeCheck(folder: string): Promise<void> {
  const config = join(folder, 'tsconfig.check.json')
  const ambient = join(workspace, 'packages/core/src/database/postgres/pg-cursor.d.ts')
  const compilerOptions = { noEmit: true, customConditions: ['lamin-source'], rootDir: '/' }
  await writeFile(
    config,
    JSON.stringify({ extends: './tsconfig.json', compilerOptions, include: ['src', ambient] }),
  )
  await run([join(workspace, 'node_modules/typescript/bin/tsc'), '-p', config], folder)
}

/** A folder in which the packages of this workspace can be imported. */
async function workspaceFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await realpath(await mkdtemp(join(tmpdir(), 'lamin-module-')))
  await symlink(join(workspace, 'node_modules'), join(path, 'node_modules'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) }
}

describe('a new module', () => {
  it('compiles and passes its own tests before anything is edited', async () => {
    await using folder = await workspaceFolder()
    const target = join(folder.path, 'lab_samples')
    const created = await createModule({ module: 'lab_samples', folder: target })
    expect(created.packageName).toBe('lamindb-lab-samples')
    await typeCheck(target)
    const vitest = join(workspace, 'node_modules/vitest/vitest.mjs')
    const config = join(here, '../test/vitest.config.ts')
    const stdout = await run([vitest, 'run', '--root', target, '--config', config], target)
    expect(stdout).toMatch(/Tests +2 passed/)
  }, 120_000)

  it('has the first migration that its entities ask for', async () => {
    await using folder = await workspaceFolder()
    const target = join(folder.path, 'donors')
    await createModule({ module: 'donors', registry: 'DonorVisit', folder: target })
    expect(await createMigration({ folder: target, loadModules })).toBeUndefined()
  })

  it('gets a migration for both databases when an entity changes', async () => {
    await using folder = await workspaceFolder()
    const target = join(folder.path, 'lab_samples')
    await createModule({ module: 'lab_samples', folder: target })
    const entity = join(target, 'src/registries/sample.ts')
    const text = await readFile(entity, 'utf8')
    await writeFile(
      entity,
      text
        .replace('  text,\n', '  float,\n  text,\n')
        .replace('    ...sqlRecord', '    volume: float().nullable(),\n    ...sqlRecord'),
    )
    const created = await createMigration({ folder: target, name: 'add-volume', loadModules })
    expect(created).toMatchObject({ name: '0002_add_volume', statements: { sqlite: 1, postgresql: 1 } })
    const list = await readFile(join(target, 'src/migrations/migrations.ts'), 'utf8')
    expect(list).toContain("import { addVolume2 } from './0002-add-volume.ts'")
    expect(list).toContain('[initial, addVolume2]')
    const migration = await readFile(join(target, 'src/migrations/0002-add-volume.ts'), 'utf8')
    expect(migration).toContain('alter table "lab_samples_sample" add column "volume"')
  })

  it.each(['Lab', '9lab', 'lab-samples', 'bionty', 'core', ''])('cannot be called %j', async (module) => {
    const creating = createModule({ module, folder: '/nowhere' })
    await expect(creating).rejects.toBeInstanceOf(InvalidModuleName)
  })

  it('is not written over what is there', async () => {
    await using folder = await workspaceFolder()
    const creating = createModule({ module: 'lab', folder: folder.path })
    await expect(creating).rejects.toBeInstanceOf(ModuleFolderNotEmpty)
  })
})

it('refuses a folder that holds no module', async () => {
  await using folder = await workspaceFolder()
  const creating = createMigration({ folder: folder.path, loadModules })
  await expect(creating).rejects.toBeInstanceOf(NotAModuleFolder)
})

it('depends on the packages of its own release', () => {
  expect(version).toBe(packageJson.version)
})

it('refuses names that mean something else already', () => {
  expect(() => moduleNames('lab_samples', 'Artifact')).toThrow('core has a registry of that name')
  expect(() => moduleNames('lab_samples', 'sample')).toThrow('a registry is named like a class')
  expect(() => moduleNames('pandas', 'Sample')).toThrow('there is a package of that name already')
})
