import { readFile } from 'node:fs/promises'

import { UsageError } from '../errors.ts'

/**
 * The text of a file that a command line names.
 *
 * @throws {@link UsageError} for a file that is not there, may not be read, or holds no UTF-8
 */
export async function readTextFile(path: string): Promise<string> {
  try {
    // The text is hashed and stored as it is, with its byte order mark.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await readFile(path))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new UsageError(`'${path}' cannot be read as text: ${reason}. Nothing was written.`)
  }
}
