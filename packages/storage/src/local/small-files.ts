import { fsync } from 'node:fs'
import { promisify } from 'node:util'

/**
 * Files up to this size, in bytes, are read and written at once: handing the calls to another thread, one by one, takes
 * ten times as long as they do. Waiting for the disk is left to other threads in any case, see {@link syncToDisk}.
 */
export const smallFileBytes = 1 << 16

/** Makes what was written to an open file, or the entries of an open folder, survive a power failure. */
export const syncToDisk: (descriptor: number) => Promise<void> = promisify(fsync)
