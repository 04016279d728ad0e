import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { describe, expect, it } from 'vitest'

import { writeCurrentInstance, writeInstanceSettings } from './instance-settings.ts'
import { listKnownInstances } from './known-instances.ts'
import { exampleInstance } from '../testing/example-instance.ts'
import { temporaryHome } from '../testing/temporary-home.ts'

describe('instances that this machine knows', () => {
  it('are none before the first one', async () => {
    await using home = await temporaryHome()
    expect(await listKnownInstances(home.context)).toEqual([])
  })

  it('are those with a settings file, ordered, also with hyphens in their names', async () => {
    await using home = await temporaryHome()
    await writeCurrentInstance(home.environment, exampleInstance({ name: 'b--c' }))
    await writeInstanceSettings(home.environment, exampleInstance({ name: 'a' }))
    const acme = await home.with({ variables: { LAMIN_ENV: 'acme' } })
    await writeInstanceSettings(acme.environment, exampleInstance({ name: 'other' }))
    expect((await listKnownInstances(home.context)).map((settings) => settings.name)).toEqual(['a', 'b--c'])
    expect((await listKnownInstances(acme)).map((settings) => settings.name)).toEqual(['other'])
  })

  it('leave out a broken file with a warning that names it', async () => {
    await using home = await temporaryHome()
    await writeInstanceSettings(home.environment, exampleInstance())
    await writeFile(join(home.home, '.lamin/instance--lab--broken.env'), 'x=1\n')
    expect(await listKnownInstances(home.context)).toHaveLength(1)
    expect(home.log).toEqual([
      { level: 'warning', message: expect.stringContaining('instance--lab--broken.env') as string },
    ])
  })
})
