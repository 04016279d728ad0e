import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { describe, expect, it } from 'vitest'

import {
  formatInstanceSettings,
  modulesOf,
  readInstanceSettings,
  writeCurrentInstance,
  writeInstanceSettings,
} from './instance-settings.ts'
import { SettingsEnvFileOutdated, SettingsNotWritable } from '../errors.ts'
import { exampleInstance } from '../testing/example-instance.ts'
import { temporaryHome } from '../testing/temporary-home.ts'

// What `lamin init --storage ./mydata --modules bionty` of lamindb_setup 1.27 writes.
const pythonText = `lamindb_instance_owner=anonymous
lamindb_instance_name=mydata
lamindb_instance_storage_root=/data/mydata
lamindb_instance_storage_region=null
lamindb_instance_db=null
lamindb_instance_schema_str=bionty
lamindb_instance_id=3fae3ac9c7685a6396f2d619d4a5b2bf
lamindb_instance_git_repo=null
lamindb_instance_keep_artifacts_local=False
lamindb_instance_api_url=null
lamindb_instance_schema_id=null
lamindb_instance_fine_grained_access=False
lamindb_instance_db_permissions=null
lamindb_instance_is_clone=False
`

describe('settings of an instance', () => {
  it('are written byte for byte as Python does', () => {
    expect(formatInstanceSettings(exampleInstance())).toBe(pythonText)
  })

  it('come back as they were written, all fourteen keys', async () => {
    await using home = await temporaryHome()
    const settings = exampleInstance({
      storageRegion: 'eu-central-1',
      db: 'postgresql://u:p@h:5432/db',
      gitRepo: 'https://github.com/lab/code',
      keepArtifactsLocal: true,
      apiUrl: 'https://hub.example.org/api',
      schemaId: '037ba1e08d804f91a90275a47735076a',
      fineGrainedAccess: true,
      dbPermissions: 'jwt',
      isClone: true,
    })
    await writeInstanceSettings(home.environment, settings)
    const file = join(home.home, '.lamin/instance--anonymous--mydata.env')
    expect(await readInstanceSettings(home.environment, file)).toEqual(settings)
    expect(await readdir(join(home.home, '.lamin'))).toEqual(['instance--anonymous--mydata.env'])
  })

  it('are readable by their owner only, also after the file existed with other permissions', async () => {
    await using home = await temporaryHome()
    const file = join(home.home, '.lamin/instance--anonymous--mydata.env')
    await mkdir(join(home.home, '.lamin'))
    await writeFile(file, 'old', { mode: 0o644 })
    await writeInstanceSettings(home.environment, exampleInstance())
    expect((await stat(file)).mode & 0o777).toBe(0o600)
  })

  it('give null for missing optional keys and ignore unknown ones', async () => {
    await using home = await temporaryHome()
    const file = join(home.home, 'x.env')
    await writeFile(file, `${pythonText.split('\n').slice(0, 9).join('\n')}\nlamindb_instance_future=1\n`)
    expect(await readInstanceSettings(home.environment, file)).toEqual(
      exampleInstance({ fineGrainedAccess: null, isClone: null }),
    )
  })

  it('read flags in the spellings of Python, and UUIDs with hyphens', async () => {
    await using home = await temporaryHome()
    const file = join(home.home, 'x.env')
    const text = pythonText
      .replace('keep_artifacts_local=False', 'keep_artifacts_local=YES')
      .replace('is_clone=False', 'is_clone=1')
      .replace('fine_grained_access=False', 'fine_grained_access=on')
      .replace('3fae3ac9c7685a6396f2d619d4a5b2bf', '3FAE3AC9-c768-5a63-96f2-d619d4a5b2bf')
    await writeFile(file, text)
    expect(await readInstanceSettings(home.environment, file)).toEqual(
      exampleInstance({ keepArtifactsLocal: true, isClone: true, fineGrainedAccess: false }),
    )
  })

  it.each([
    ['lamindb_instance_owner', pythonText.replace(/lamindb_instance_owner=.*\n/, '')],
    ['lamindb_instance_git_repo', pythonText.replace(/lamindb_instance_git_repo=.*\n/, '')],
    ['lamindb_instance_id', pythonText.replace(/(lamindb_instance_id)=.*/, '$1=12')],
    ['lamindb_instance_name', pythonText.replace(/(lamindb_instance_name)=.*/, '$1=null')],
  ])('name the key that is wrong: %s', async (key, text) => {
    await using home = await temporaryHome()
    const file = join(home.home, 'x.env')
    await writeFile(file, text)
    const reading = readInstanceSettings(home.environment, file)
    await expect(reading).rejects.toBeInstanceOf(SettingsEnvFileOutdated)
    await expect(reading).rejects.toMatchObject({
      key,
      file,
      message: expect.stringContaining(key) as string,
    })
  })

  it('are none without a file', async () => {
    await using home = await temporaryHome()
    expect(await readInstanceSettings(home.environment, join(home.home, 'nope.env'))).toBeUndefined()
  })

  it('store a database URL so that Python reads it whole', async () => {
    await using home = await temporaryHome()
    const settings = exampleInstance({ db: 'postgresql://u:a #b${c}@h/d' })
    await writeInstanceSettings(home.environment, settings)
    const file = join(home.home, '.lamin/instance--anonymous--mydata.env')
    expect(await readFile(file, 'utf8')).toContain('db=postgresql://u:a%20%23b%24{c}@h/d\n')
  })

  it('become the current ones as a copy with the same text and time', async () => {
    await using home = await temporaryHome()
    await writeCurrentInstance(home.environment, exampleInstance())
    const [own, current] = ['instance--anonymous--mydata.env', 'current_instance.env'].map((name) =>
      join(home.home, '.lamin', name),
    ) as [string, string]
    expect(await readFile(current, 'utf8')).toBe(await readFile(own, 'utf8'))
    expect(Math.floor((await stat(current)).mtimeMs)).toBe(Math.floor((await stat(own)).mtimeMs))
    expect((await stat(current)).mode & 0o777).toBe(0o600)
  })

  it('say which file could not be written', async () => {
    await using home = await temporaryHome()
    await writeFile(join(home.home, '.lamin'), 'a file where the directory should be')
    await expect(writeInstanceSettings(home.environment, exampleInstance())).rejects.toBeInstanceOf(
      SettingsNotWritable,
    )
  })

  it('list modules without white space and empty names', () => {
    expect(modulesOf({ schemaStr: ' bionty, pertdb ,,' })).toEqual(['bionty', 'pertdb'])
    expect(modulesOf({ schemaStr: null })).toEqual([])
  })
})
