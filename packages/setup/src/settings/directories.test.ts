import { describe, expect, it } from 'vitest'

import { defaultCacheDirectory, settingsDirectory, systemSettingsDirectory } from './directories.ts'
import { currentInstanceFile, instanceFile, markerFile, storageFile } from './settings-files.ts'
import { createEnvironment, type Environment, type Variables } from '../environment/environment.ts'

function on(platform: NodeJS.Platform, variables: Variables = {}): Environment {
  const home = platform === 'win32' ? 'C:\\Users\\ada' : '/home/ada'
  return createEnvironment({ home, workingDirectory: home, platform, variables })
}

describe('directories of the settings', () => {
  it('are below the home directory, or where LAMIN_SETTINGS_DIR says', () => {
    expect(settingsDirectory(on('linux'))).toBe('/home/ada/.lamin')
    expect(settingsDirectory(on('linux', { LAMIN_SETTINGS_DIR: '/t' }))).toBe('/t/.lamin')
  })

  it.each([
    ['linux', {}, '/etc/xdg/lamindb', '/home/ada/.cache/lamindb'],
    ['linux', { XDG_CONFIG_DIRS: '/a:/b', XDG_CACHE_HOME: '/c' }, '/a/lamindb', '/c/lamindb'],
    ['linux', { XDG_CONFIG_DIRS: 'a:/b', XDG_CACHE_HOME: 'c' }, '/b/lamindb', '/home/ada/.cache/lamindb'],
    ['darwin', {}, '/Library/Application Support/lamindb', '/home/ada/Library/Caches/lamindb'],
    [
      'win32',
      { PROGRAMDATA: 'C:\\ProgramData', LOCALAPPDATA: 'C:\\Users\\ada\\AppData\\Local' },
      'C:\\ProgramData\\laminlabs\\lamindb',
      'C:\\Users\\ada\\AppData\\Local\\laminlabs\\lamindb\\Cache',
    ],
  ] as const)('follow the platform: %s with %j', (platform, variables, system, cache) => {
    expect(systemSettingsDirectory(on(platform, variables))).toBe(system)
    expect(defaultCacheDirectory(on(platform, variables))).toBe(cache)
  })
})

describe('names of the settings files', () => {
  it('carry the prefix of LAMIN_ENV, all but storage.env', () => {
    const acme = on('linux', { LAMIN_ENV: 'acme' })
    expect(currentInstanceFile(acme)).toBe('/home/ada/.lamin/acme--current_instance.env')
    expect(instanceFile(acme, 'lab', 'x')).toBe('/home/ada/.lamin/acme--instance--lab--x.env')
    expect(markerFile(acme, '/d')).toBe('/d/.lamin/acme--current_instance')
    expect(storageFile(acme)).toBe('/home/ada/.lamin/storage.env')
  })

  it('carry none for prod', () => {
    expect(currentInstanceFile(on('linux', { LAMIN_ENV: 'prod' }))).toBe(
      '/home/ada/.lamin/current_instance.env',
    )
  })
})
