import { InvalidStorageKey } from './errors.ts'

/**
 * Checks that a key names something strictly inside its storage, and returns it without repeated slashes.
 *
 * @throws `InvalidStorageKey` for an empty or absolute key, `.` and `..` among its parts, a backslash or a NUL
 */
export function checkedKey(key: string): string {
  if (key.startsWith('/')) throw new InvalidStorageKey(key, 'it is absolute')
  if (key.includes('\\')) throw new InvalidStorageKey(key, 'it contains a backslash')
  if (key.includes('\0')) throw new InvalidStorageKey(key, 'it contains a NUL character')
  const parts = key.split('/').filter((part) => part !== '')
  if (parts.length === 0) throw new InvalidStorageKey(key, 'it is empty')
  const dots = parts.find((part) => part === '.' || part === '..')
  if (dots !== undefined) throw new InvalidStorageKey(key, `'${dots}' is among its parts`)
  return parts.join('/')
}

/** As {@link checkedKey}, but the empty key stands for the root. */
export function checkedFolder(folder: string): string {
  return folder === '' ? '' : checkedKey(folder)
}

/** Whether one location lies strictly below another; both without trailing slashes. */
export function isBelow(location: string, root: string): boolean {
  return location.startsWith(root === '/' ? '/' : `${root}/`) && location.length > root.length
}
