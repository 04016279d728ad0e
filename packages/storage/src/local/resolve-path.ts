import { realpathSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { isMissing, translateFileError } from './file-errors.ts'

/** Makes a path absolute and resolves symbolic links as far as it exists. */
export async function resolvePath(path: string): Promise<string> {
  const absolute = resolve(path)
  try {
    return realpathSync.native(absolute)
  } catch (error) {
    if (!isMissing(error)) throw translateFileError(error, 'read', path)
    const parent = dirname(absolute)
    return parent === absolute ? absolute : join(await resolvePath(parent), basename(absolute))
  }
}
