import { describe, expect, it } from 'vitest'
import { PathNotFound } from '../errors.ts'
import { translateFileError } from './file-errors.ts'

function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: refused`), { code, syscall: 'open' })
}

describe('errors of the file system', () => {
  it.each([
    ['ENOENT', 'read', 'PATH_NOT_FOUND'],
    ['EISDIR', 'read', 'IS_A_DIRECTORY'],
    ['ENOTDIR', 'write', 'NOT_A_DIRECTORY'],
    ['EEXIST', 'move', 'PATH_EXISTS'],
    ['EEXIST', 'write', 'NOT_A_DIRECTORY'],
    ['EACCES', 'read', 'STORAGE_NOT_READABLE'],
    ['EACCES', 'write', 'STORAGE_NOT_WRITABLE'],
    ['EROFS', 'remove', 'STORAGE_NOT_WRITABLE'],
    ['ENOSPC', 'copy', 'DISK_FULL'],
    ['EDQUOT', 'write', 'DISK_FULL'],
    ['EIO', 'read', 'STORAGE_FAILED'],
  ] as const)('become named: %s while trying to %s is %s', (system, operation, code) => {
    const cause = systemError(system)
    expect(translateFileError(cause, operation, '/a')).toMatchObject({ code, path: '/a', cause })
  })

  it('pass unchanged when they are named already or do not come from the system', () => {
    const named = new PathNotFound('/a')
    const foreign = new Error('source broke')
    expect(translateFileError(named, 'write', '/b')).toBe(named)
    expect(translateFileError(foreign, 'write', '/b')).toBe(foreign)
  })
})
