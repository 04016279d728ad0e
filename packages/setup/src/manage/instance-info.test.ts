import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

import { describe, expect, it } from 'vitest'

import { loadSetupInfo } from './instance-info.ts'
import { writeCurrentInstance } from '../settings/instance-settings.ts'
import { writeContextChoice } from '../settings/branch-context.ts'
import { setDevDir } from '../settings/dev-dir.ts'
import { exampleInstance } from '../testing/example-instance.ts'
import { temporaryHome } from '../testing/temporary-home.ts'

describe('info', () => {
  it('describes an environment without an instance, and writes nothing', async () => {
    await using home = await temporaryHome({ LAMINDB_MODULES: 'pertdb,bionty' })
    expect(await loadSetupInfo(home.context)).toEqual({
      instance: undefined,
      modules: ['bionty', 'pertdb'],
      cacheDirectory: join(home.home, '.cache/lamindb'),
      settingsDirectory: join(home.home, '.lamin'),
      systemSettingsDirectory: '/etc/xdg/lamindb',
      user: 'anonymous',
    })
    expect(await readdir(home.home)).toEqual([])
  })

  it('describes the current instance with branch and directory', async () => {
    await using home = await temporaryHome({ LAMINDB_SYNC_GIT_REPO: 'https://github.com/lab/code' })
    await writeCurrentInstance(home.environment, exampleInstance())
    await setDevDir(home.environment, '.', 'anonymous/mydata')
    await writeContextChoice(home.environment, 'branch', exampleInstance(), {
      uid: 'b'.repeat(12),
      name: 'dev',
    })
    expect((await loadSetupInfo(home.context)).instance).toEqual({
      slug: 'anonymous/mydata',
      source: 'marker',
      branch: 'dev',
      space: 'all',
      devDir: home.work,
      storageRoot: '/data/mydata',
      storageRegion: null,
      dialect: 'sqlite',
      databaseUrl: 'sqlite:////data/mydata/.lamindb/lamin.db',
      modules: ['bionty'],
      gitRepo: 'https://github.com/lab/code',
    })
  })

  it('hides host and password of a Postgres database', async () => {
    await using home = await temporaryHome()
    await writeCurrentInstance(
      home.environment,
      exampleInstance({ db: 'postgresql://u:geheim@h.example.org:5432/d' }),
    )
    expect((await loadSetupInfo(home.context)).instance).toMatchObject({
      dialect: 'postgresql',
      databaseUrl: 'postgresql://u:***@***:5432/d',
    })
  })
})
