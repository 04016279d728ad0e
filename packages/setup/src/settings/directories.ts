import { posix, win32, type PlatformPath } from 'node:path'

import type { Environment } from '../environment/environment.ts'

/** The path functions of the platform that an environment describes. */
function pathOf(environment: Environment): PlatformPath {
  return environment.platform === 'win32' ? win32 : posix
}

/** Directory with the files that say who works with which instance: `$LAMIN_SETTINGS_DIR/.lamin`, else `~/.lamin`. */
export function settingsDirectory(environment: Environment): string {
  return pathOf(environment).join(environment.settingsParent ?? environment.home, '.lamin')
}

/** Directory of the file `system.env`, with which an administrator sets the cache of everybody on the machine. */
export function systemSettingsDirectory(environment: Environment): string {
  const { platform, variables } = environment
  if (platform === 'win32') {
    const programData = variables['PROGRAMDATA'] ?? variables['ALLUSERSPROFILE'] ?? 'C:\\ProgramData'
    return win32.join(programData, 'laminlabs', 'lamindb')
  }
  const fallback = platform === 'darwin' ? '/Library/Application Support' : '/etc/xdg'
  const first = variables['XDG_CONFIG_DIRS']?.split(':').find((path) => posix.isAbsolute(path))
  return posix.join(first ?? fallback, 'lamindb')
}

/** The cache directory where no setting names another. */
export function defaultCacheDirectory(environment: Environment): string {
  const { platform, variables, home } = environment
  if (platform === 'win32') {
    const localAppData = variables['LOCALAPPDATA'] ?? win32.join(home, 'AppData', 'Local')
    return win32.join(localAppData, 'laminlabs', 'lamindb', 'Cache')
  }
  const xdg = variables['XDG_CACHE_HOME']
  if (xdg !== undefined && posix.isAbsolute(xdg)) return posix.join(xdg, 'lamindb')
  return posix.join(home, platform === 'darwin' ? 'Library/Caches' : '.cache', 'lamindb')
}
