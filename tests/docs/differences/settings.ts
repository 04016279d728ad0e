import { mkdir, mkdtemp, readdir, realpath, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { connect, createEnvironment, createSetupContext, init, type SetupContext } from '@lamindb/setup'
import { expect } from 'vitest'

import { codeOf, type Probes } from './probe.ts'

interface Home extends AsyncDisposable {
  readonly context: SetupContext
  readonly settings: string
  readonly warnings: string[]
}

/** A home directory of the probe's own. */
async function createHome(variables: { readonly [name: string]: string } = {}): Promise<Home> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'lamin-differences-')))
  const [home, workingDirectory] = [join(folder, 'home'), join(folder, 'work')]
  await Promise.all([mkdir(home), mkdir(workingDirectory)])
  const warnings: string[] = []
  const ignore = (): void => undefined
  const logger = { error: ignore, success: ignore, info: ignore, hint: ignore, debug: ignore }
  const environment = createEnvironment({ home, workingDirectory, platform: 'linux', variables })
  return {
    context: createSetupContext({
      environment,
      logger: { ...logger, warning: (text) => void warnings.push(text) },
    }),
    settings: join(home, '.lamin'),
    warnings,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  }
}

/** Settings of a machine, and what stands in for the hub. */
export const settingsProbes: Probes = {
  async 'Files with secrets'() {
    await using home = await createHome()
    await init(home.context, { storage: './lab' })
    const files = (await readdir(home.settings)).filter((name) => name.endsWith('.env'))
    expect(files).toHaveLength(2)
    for (const name of files) expect((await stat(join(home.settings, name))).mode & 0o777).toBe(0o600)
  },

  async 'The hub'() {
    await using home = await createHome()
    expect(await codeOf(connect(home.context, 'somebody/instance'))).toBe('INSTANCE_NOT_FOUND')
    await using withKey = await createHome({ LAMIN_API_KEY: 'key' })
    expect(await codeOf(init(withKey.context, { storage: './lab' }))).toBe('LOGIN_UNAVAILABLE')
  },

  async 'Modules that are not installed'() {
    await using home = await createHome()
    const work = init(home.context, { storage: './lab', modules: 'nowhere' })
    expect(await codeOf(work)).toBe('MODULE_NOT_INSTALLED')
    expect(await readdir(home.context.environment.workingDirectory)).toEqual([])
  },
}
