import { access, mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { createEnvironment, type Environment } from '@lamindb/setup'
import { describe, expect, it } from 'vitest'

import { connect } from './connect.ts'
import { NoInstanceInStorage } from './errors.ts'
import { init } from './init.ts'

interface Place extends AsyncDisposable {
  readonly folder: string
  /** The machine of somebody whose home is `home`, in the folder of this name. */
  readonly machine: (home: string, directory?: string) => Environment
}

async function createPlace(): Promise<Place> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'lamindb-')))
  return {
    folder,
    machine: (home, directory = '.') =>
      createEnvironment({
        home: join(folder, home),
        workingDirectory: join(folder, directory),
        platform: 'linux',
        variables: {},
      }),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  }
}

describe('init', () => {
  it('creates an instance that connect opens as the current one of the directory', async () => {
    await using place = await createPlace()
    const environment = place.machine('home')
    {
      await using db = await init({ storage: './mydata', modules: ['bionty'] }, { environment })
      expect(db.slug).toBe('anonymous/mydata')
      await db.ULabel.create({ name: 'raw' }).save()
    }
    await using again = await connect(undefined, { environment })
    expect(await again.ULabel.filter({ name: 'raw' }).count()).toBe(1)
    expect(again.modules.map(({ name }) => name)).toEqual(['core', 'bionty'])
  })

  it('opens an instance that is there', async () => {
    await using place = await createPlace()
    const environment = place.machine('home')
    {
      await using db = await init({ storage: './mydata' }, { environment })
      await db.ULabel.create({ name: 'raw' }).save()
    }
    await using db = await init({ storage: './mydata' }, { environment })
    expect(await db.ULabel.filter({ name: 'raw' }).count()).toBe(1)
  })
})

describe('connect', () => {
  it('opens an instance by name', async () => {
    await using place = await createPlace()
    const environment = place.machine('home')
    await (await init({ storage: './mydata' }, { environment })).close()
    await using db = await connect('anonymous/mydata', { environment, readOnly: true })
    await expect(db.ULabel.create({ name: 'x' }).save()).rejects.toThrow(/reading only/)
  })

  it('opens an instance by its location on a machine that has no settings of it, and leaves none', async () => {
    await using place = await createPlace()
    await (
      await init({ storage: './mydata', modules: 'bionty' }, { environment: place.machine('home') })
    ).close()
    const environment = place.machine('elsewhere')
    const location = { storage: join(place.folder, 'mydata'), modules: ['bionty'] }
    await using db = await connect(location, { environment })
    expect(db.slug).toBe('anonymous/mydata')
    expect(db.registryNamed('bionty.Source').instance).toBe(db)
    await expect(
      access(join(place.folder, 'elsewhere/.lamin/instance--anonymous--mydata.env')),
    ).rejects.toThrow('ENOENT')
  })

  it('takes modules from the settings when the location does not name them', async () => {
    await using place = await createPlace()
    const environment = place.machine('home')
    await (await init({ storage: './mydata', modules: 'bionty' }, { environment })).close()
    await using db = await connect({ storage: './mydata' }, { environment })
    expect(db.modules.map(({ name }) => name)).toContain('bionty')
  })

  it('refuses a folder without an instance', async () => {
    await using place = await createPlace()
    const connecting = connect({ storage: './nothing' }, { environment: place.machine('home') })
    await expect(connecting).rejects.toBeInstanceOf(NoInstanceInStorage)
  })

  it('hands warnings to the logger', async () => {
    await using place = await createPlace()
    await (
      await init({ storage: './mydata', modules: 'bionty' }, { environment: place.machine('home') })
    ).close()
    const { createLogger } = await import('@lamindb/core')
    const warnings: string[] = []
    const logger = createLogger((level, message) => warnings.push(`${level}: ${message}`))
    await using db = await connect(
      { storage: './mydata' },
      { environment: place.machine('elsewhere'), logger },
    )
    expect(db.modules.map(({ name }) => name)).toEqual(['core'])
    expect(warnings.join('\n')).toMatch(/warning: .*module 'bionty'/)
  })
})
