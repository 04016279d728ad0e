import { readFile, writeFile } from 'node:fs/promises'

/**
 * Compares the number of passed cases with the one that a file keeps; the file is raised when more have passed and
 * `raise` is set.
 *
 * @returns why the floor is broken, or `undefined`
 */
export async function checkFloor(path: string, passed: number, raise: boolean): Promise<string | undefined> {
  const { passed: floor } = JSON.parse(await readFile(path, 'utf8')) as { passed: number }
  if (passed < floor) return `${passed} cases passed, ${floor} are the floor of '${path}'.`
  if (passed > floor && raise) await writeFile(path, `${JSON.stringify({ passed }, undefined, 2)}\n`)
  return undefined
}
