import { fileURLToPath } from 'node:url'

/** Path of a file in the package's folder of fixtures. */
export function fixture(name: string): string {
  return fileURLToPath(new URL(`../../test/fixtures/${name}`, import.meta.url))
}
