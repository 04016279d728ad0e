import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

import { describe, expect, it } from 'vitest'

import { findModulePackage } from './find-module-package.ts'
import { declarationExportName, loadModules } from './load-module.ts'
import { listModuleCommands } from './module-commands.ts'
import { AmbiguousModule, ModuleDeclarationMissing, ModuleNotInstalled } from '../errors.ts'
import { temporaryHome } from '../testing/temporary-home.ts'

const declaration = (name: string): string => `{ kind: 'lamin-module', name: '${name}' }`

/** Writes a package of files below a `node_modules`. */
async function install(
  folder: string,
  manifest: { readonly name: string; readonly [field: string]: unknown },
  files: Readonly<Record<string, string>>,
): Promise<void> {
  const root = join(folder, 'node_modules', manifest.name)
  const all = { ...files, 'package.json': JSON.stringify({ type: 'module', ...manifest }) }
  for (const [name, text] of Object.entries(all)) {
    await mkdir(dirname(join(root, name)), { recursive: true })
    await writeFile(join(root, name), text)
  }
}

async function dependOn(folder: string, names: readonly string[], field = 'dependencies'): Promise<void> {
  const dependencies = Object.fromEntries(names.map((name) => [name, '1.0.0']))
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'app', [field]: dependencies }))
}

const cells = { lamindb: { module: 'cell-line', commands: './commands.js' } }

describe('finding the package of a module', () => {
  it('takes the package of our scope without asking for a dependency', async () => {
    await using home = await temporaryHome()
    await install(
      home.home,
      { name: '@lamindb/demo', exports: './demo.js' },
      {
        'demo.js': `export const demoModule = ${declaration('demo')}`,
      },
    )
    const { environment } = await home.with({ cwd: join(home.home, 'a/b') })
    expect(await loadModules(environment, ['demo', 'core', 'demo'])).toEqual([
      { kind: 'lamin-module', name: 'demo' },
    ])
  })

  it('takes a dependency that says it provides the module, from any package.json upwards', async () => {
    await using home = await temporaryHome()
    await dependOn(home.work, ['lab-cells', 'not-installed'], 'devDependencies')
    await install(
      home.work,
      { name: 'lab-cells', main: 'index.js', ...cells },
      {
        'index.js': `export const cellLineModule = ${declaration('cell-line')}`,
      },
    )
    const { environment } = await home.with({ cwd: join(home.work, 'sub/deep') })
    await dependOn(environment.workingDirectory, [])
    expect((await findModulePackage(environment, 'cell-line'))?.manifest.name).toBe('lab-cells')
    expect(await loadModules(environment, ['cell-line'])).toEqual([
      { kind: 'lamin-module', name: 'cell-line' },
    ])
  })

  it('looks at nothing that no package.json names', async () => {
    await using home = await temporaryHome()
    await dependOn(home.work, [])
    await install(home.work, { name: 'lab-cells', ...cells }, {})
    expect(await findModulePackage(home.environment, 'cell-line')).toBeUndefined()
  })

  it('finds the package that the working directory itself lies in', async () => {
    await using home = await temporaryHome()
    await writeFile(join(home.work, 'package.json'), JSON.stringify({ name: 'lab-cells', ...cells }))
    const { environment } = await home.with({ cwd: join(home.work, 'src') })
    expect((await findModulePackage(environment, 'cell-line'))?.manifest.folder).toBe(home.work)
  })

  it('refuses two dependencies for one module', async () => {
    await using home = await temporaryHome()
    await dependOn(home.work, ['lab-cells', 'other-cells'])
    await install(home.work, { name: 'other-cells', ...cells }, {})
    await install(home.work, { name: 'lab-cells', ...cells }, {})
    const finding = findModulePackage(home.environment, 'cell-line')
    await expect(finding).rejects.toBeInstanceOf(AmbiguousModule)
    await expect(finding).rejects.toMatchObject({ packages: ['lab-cells', 'other-cells'] })
  })

  it('says how to install a module that is not there', async () => {
    await using home = await temporaryHome()
    const loading = loadModules(home.environment, ['wetlab'])
    await expect(loading).rejects.toBeInstanceOf(ModuleNotInstalled)
    await expect(loading).rejects.toMatchObject({
      module: 'wetlab',
      hint: expect.stringContaining('Run: npm install @lamindb/wetlab') as string,
    })
  })

  it('does not take a path for a name', async () => {
    await using home = await temporaryHome()
    await writeFile(join(home.home, 'package.json'), '{"name":"evil","lamindb":{"module":"../../x"}}')
    expect(await findModulePackage(home.environment, '../../..')).toBeUndefined()
  })

  it('passes over a package.json that is broken', async () => {
    await using home = await temporaryHome()
    await writeFile(join(home.work, 'package.json'), '{ not json')
    expect(await findModulePackage(home.environment, 'cell-line')).toBeUndefined()
  })
})

describe('loading a module', () => {
  it.each([
    ['a string', './m.js'],
    ['a map with conditions', { '.': { types: './m.d.ts', default: './m.js' } }],
    ['a map for imports only', { '.': { import: { default: './m.js' } } }],
    ['bare conditions', { import: './m.js' }],
  ])('follows exports given as %s', async (_, exports) => {
    await using home = await temporaryHome()
    await install(
      home.work,
      { name: '@lamindb/demo', exports },
      {
        'm.js': `export const demoModule = ${declaration('demo')}`,
      },
    )
    expect(await loadModules(home.environment, ['demo'])).toEqual([{ kind: 'lamin-module', name: 'demo' }])
  })

  it.each([
    ['no entry', { exports: { './other': './m.js' } }, ''],
    ['another export', { exports: './m.js' }, `export const demo = ${declaration('demo')}`],
    ['another name', { exports: './m.js' }, `export const demoModule = ${declaration('other')}`],
    ['no declaration', { exports: './m.js' }, `export const demoModule = { name: 'demo' }`],
  ])('refuses a package with %s', async (_, manifest, text) => {
    await using home = await temporaryHome()
    await install(home.work, { name: '@lamindb/demo', ...manifest }, { 'm.js': text })
    const loading = loadModules(home.environment, ['demo'])
    await expect(loading).rejects.toBeInstanceOf(ModuleDeclarationMissing)
    await expect(loading).rejects.toMatchObject({ exportName: 'demoModule', packageName: '@lamindb/demo' })
  })

  it('lets the error of a module that fails while loading through', async () => {
    await using home = await temporaryHome()
    await install(
      home.work,
      { name: '@lamindb/demo', exports: './m.js' },
      { 'm.js': `throw new Error('broken')` },
    )
    await expect(loadModules(home.environment, ['demo'])).rejects.toThrow('broken')
  })

  it('names the export of a module in camel case', () => {
    expect(['bionty', 'cell-line', 'my_lab_2'].map(declarationExportName)).toEqual([
      'biontyModule',
      'cellLineModule',
      'myLab2Module',
    ])
  })
})

describe('commands of modules', () => {
  it('are described without loading the module', async () => {
    await using home = await temporaryHome()
    await dependOn(home.work, ['lab-cells', 'lab-exported', 'plain'])
    await install(
      home.work,
      { name: 'lab-cells', exports: './m.js', ...cells },
      {
        'm.js': `throw new Error('the module was loaded')`,
        'commands.js': `export const commands = ['grow']`,
      },
    )
    const lamindb = { module: 'exported', commands: './commands' }
    await install(
      home.work,
      { name: 'lab-exported', exports: { './commands': './deep/c.js' }, lamindb },
      {
        'deep/c.js': `export const commands = ['weigh']`,
      },
    )
    await install(home.work, { name: 'plain' }, {})
    const found = await listModuleCommands(home.environment)
    expect(found.map(({ module, packageName }) => [module, packageName])).toEqual([
      ['cell-line', 'lab-cells'],
      ['exported', 'lab-exported'],
    ])
    expect(await Promise.all(found.map((entry) => entry.load()))).toEqual([['grow'], ['weigh']])
  })

  it('are those of named modules too, once each', async () => {
    await using home = await temporaryHome()
    await install(
      home.work,
      { name: '@lamindb/demo', lamindb: { module: 'demo', commands: './c.js' } },
      {
        'c.js': `export const commands = []`,
      },
    )
    await dependOn(home.work, ['@lamindb/demo'])
    const found = await listModuleCommands(home.environment, ['demo', 'absent'])
    expect(found.map((entry) => entry.module)).toEqual(['demo'])
  })
})
