import { ModuleLoadFailed } from '../errors.ts'

/**
 * What a file of a module's package exports.
 *
 * @throws {@link ModuleLoadFailed} when the file or something that it imports cannot be run
 */
export async function importModule(module: string, url: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    return (await import(url)) as Readonly<Record<string, unknown>>
  } catch (error) {
    throw new ModuleLoadFailed(module, url, error)
  }
}
