import { constants } from 'node:fs'
import { access, stat, statfs } from 'node:fs/promises'
import { dirname } from 'node:path'

import { DatabaseFileNotFound } from '../errors.ts'

/**
 * `f_type` of file systems that several machines share. SQLite's write-ahead log keeps its index in shared memory, which
 * does not reach across machines.
 *
 * @see `man 2 statfs`, `linux/magic.h`; Lustre, GPFS and BeeGFS from their own headers
 */
const networkTypes: ReadonlySet<number> = new Set([
  0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x01021997, 0x65735546, 0x00c36400, 0x0bd00bd0, 0x47504653,
  0x19830326, 0x5346414f, 0x73757245,
])

/** @throws {@link DatabaseFileNotFound} when there is no file at `path` */
export async function requireFile(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined)
  if (found === undefined || !found.isFile()) throw new DatabaseFileNotFound(path)
}

/** Whether SQLite can write the file and the journal beside it. */
export async function isWritableFile(path: string): Promise<boolean> {
  const [file, folder] = await Promise.all([isWritable(path), isWritable(dirname(path))])
  return file && folder
}

/** Whether the folder of `path` lies on a disk of this machine; other systems than Linux are taken for local. */
export async function isOnLocalDisk(path: string): Promise<boolean> {
  if (process.platform !== 'linux') return true
  const { type } = await statfs(dirname(path))
  return !networkTypes.has(type)
}

async function isWritable(path: string): Promise<boolean> {
  return access(path, constants.W_OK).then(
    () => true,
    () => false,
  )
}
