import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { describe, expect, it } from 'vitest'

import { findCurrentInstance } from './current-instance.ts'
import { writeInstanceMarker } from './instance-marker.ts'
import { writeCurrentInstance, writeInstanceSettings } from './instance-settings.ts'
import type { SetupContext } from '../context/setup-context.ts'
import { exampleInstance } from '../testing/example-instance.ts'
import { temporaryHome, type TemporaryHome } from '../testing/temporary-home.ts'

async function homeWithThree(): Promise<TemporaryHome> {
  const home = await temporaryHome()
  await writeInstanceSettings(home.environment, exampleInstance({ name: 'named' }))
  await writeInstanceSettings(home.environment, exampleInstance({ name: 'marked' }))
  await writeCurrentInstance(home.environment, exampleInstance({ name: 'global' }))
  return home
}

async function chosen(context: SetupContext): Promise<string | undefined> {
  const found = await findCurrentInstance(context)
  return found === undefined ? undefined : `${found.source} ${found.settings.name}`
}

describe('the current instance', () => {
  it('is none when nothing is configured', async () => {
    await using home = await temporaryHome()
    expect(await chosen(home.context)).toBeUndefined()
  })

  it('is named by the variable before the marker before the global file', async () => {
    await using home = await homeWithThree()
    expect(await chosen(home.context)).toBe('global global')
    await writeInstanceMarker(home.environment, home.work, 'anonymous/marked')
    expect(await chosen(home.context)).toBe('marker marked')
    const named = await home.with({ variables: { LAMIN_CURRENT_INSTANCE: 'named' } })
    expect(await chosen(named)).toBe('variable named')
  })

  it.each(['invalid/marker/format', 'anonymous/unknown', ''])(
    'falls through a marker with the text %j to the global one',
    async (text) => {
      await using home = await homeWithThree()
      await writeInstanceMarker(home.environment, home.work, text)
      expect(await chosen(home.context)).toBe('global global')
      expect(home.log).toEqual([])
    },
  )

  it('warns when the variable names an instance without settings and another one is used', async () => {
    await using home = await homeWithThree()
    const context = await home.with({ variables: { LAMIN_CURRENT_INSTANCE: 'lab/unknown' } })
    expect(await chosen(context)).toBe('global global')
    expect(home.log).toEqual([
      { level: 'warning', message: expect.stringMatching(/lab\/unknown.*anonymous\/global/) as string },
    ])
  })

  it('is found from a nested directory, also through a legacy marker in the home directory', async () => {
    await using home = await homeWithThree()
    await writeInstanceMarker(home.environment, home.home, 'anonymous/marked')
    expect(await chosen(await home.with({ cwd: join(home.home, 'a/b') }))).toBe('marker marked')
  })

  it('may be named by an address of one’s own hub', async () => {
    await using home = await homeWithThree()
    const address = 'https://hub.example.org/anonymous/named'
    const variables = { LAMIN_CURRENT_INSTANCE: address, LAMIN_API_URL: 'https://hub.example.org/api' }
    expect(await chosen(await home.with({ variables }))).toBe('variable named')
    expect(await chosen(await home.with({ variables: { LAMIN_CURRENT_INSTANCE: address } }))).toBe(
      'global global',
    )
  })

  it('belongs to the set of settings that LAMIN_ENV names', async () => {
    await using home = await homeWithThree()
    await writeInstanceMarker(home.environment, home.work, 'anonymous/marked')
    const acme = await home.with({ variables: { LAMIN_ENV: 'acme' } })
    expect(await chosen(acme)).toBeUndefined()
    await writeInstanceSettings(acme.environment, exampleInstance({ name: 'other' }))
    await mkdir(join(home.work, '.lamin'), { recursive: true })
    await writeFile(join(home.work, '.lamin/acme--current_instance'), 'anonymous/other\n')
    expect(await chosen(acme)).toBe('marker other')
  })
})
