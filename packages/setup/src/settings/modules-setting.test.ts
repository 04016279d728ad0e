import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { describe, expect, it } from 'vitest'

import { writeCurrentInstance } from './instance-settings.ts'
import { loadConfiguredModules, setConfiguredModules, unsetConfiguredModules } from './modules-setting.ts'
import { exampleInstance } from '../testing/example-instance.ts'
import { temporaryHome } from '../testing/temporary-home.ts'

describe('modules of an environment', () => {
  it('are bionty by default when it is installed', async () => {
    await using home = await temporaryHome()
    await mkdir(join(home.work, 'node_modules/@lamindb/bionty'), { recursive: true })
    await writeFile(
      join(home.work, 'node_modules/@lamindb/bionty/package.json'),
      '{"name":"@lamindb/bionty"}',
    )
    expect(await loadConfiguredModules(home.context)).toEqual({ modules: ['bionty'], source: 'default' })
  })

  it('are what was set, also nothing', async () => {
    await using home = await temporaryHome()
    await setConfiguredModules(home.environment, 'pertdb,bionty')
    const file = join(home.home, '.lamin/current_modules.txt')
    expect(await readFile(file, 'utf8')).toBe('pertdb,bionty')
    expect(await loadConfiguredModules(home.context)).toEqual({
      modules: ['bionty', 'pertdb'],
      source: 'file',
    })
    await setConfiguredModules(home.environment, '')
    expect(await loadConfiguredModules(home.context)).toEqual({ modules: [], source: 'file' })
    expect(await unsetConfiguredModules(home.environment)).toBe(true)
    expect(await unsetConfiguredModules(home.environment)).toBe(false)
  })

  it('are named by LAMINDB_MODULES before the file, and by the instance before both', async () => {
    await using home = await temporaryHome({ LAMINDB_MODULES: ' a,b ,, c ' })
    await setConfiguredModules(home.environment, 'pertdb')
    expect(await loadConfiguredModules(home.context)).toEqual({
      modules: ['a', 'b', 'c'],
      source: 'variable',
    })
    await writeCurrentInstance(home.environment, exampleInstance())
    expect(await loadConfiguredModules(home.context)).toEqual({ modules: ['bionty'], source: 'instance' })
  })
})
