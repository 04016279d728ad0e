import { access, constants, mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A data file that no folder given to the runner holds. */
export class MissingDataFile extends Error {
  constructor(name: string, folder: string) {
    super(
      `The data file '${name}' is not in '${folder}' or the folders directly below it. Pass its folder with --data.`,
    )
    this.name = 'MissingDataFile'
  }
}

/** What all cases of a run share: where data files lie, and a scratch folder that goes away at the end. */
export class RunContext {
  readonly #dataFolder: string
  readonly #scratch: string
  readonly #shared = new Map<string, Promise<unknown>>()
  #folders = 0

  private constructor(dataFolder: string, scratch: string) {
    this.#dataFolder = dataFolder
    this.#scratch = scratch
  }

  /** @param dataFolder - folder with data files, or with folders of them */
  static async create(dataFolder: string): Promise<RunContext> {
    return new RunContext(dataFolder, await mkdtemp(join(await scratchFolder(), 'conformance-')))
  }

  /** A new empty folder. */
  async newFolder(name = 'case'): Promise<string> {
    this.#folders += 1
    const folder = join(this.#scratch, `${name}-${this.#folders}`)
    await mkdir(folder, { recursive: true })
    return folder
  }

  /** What the cases of a run share beside files: made when it is first asked for. */
  shared<T>(name: string, make: () => Promise<T>): Promise<T> {
    const known = this.#shared.get(name) as Promise<T> | undefined
    const value = known ?? make()
    this.#shared.set(name, value)
    return value
  }

  /**
   * Path of a data file by its name.
   *
   * @throws {@link MissingDataFile}
   */
  async dataFile(name: string): Promise<string> {
    const below = await readdir(this.#dataFolder, { withFileTypes: true }).catch(() => [])
    const folders = below
      .filter((entry) => entry.isDirectory())
      .map((entry) => join(this.#dataFolder, entry.name))
    for (const folder of [this.#dataFolder, ...folders]) {
      if (await exists(join(folder, name))) return join(folder, name)
    }
    throw new MissingDataFile(name, this.#dataFolder)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.#scratch, { recursive: true, force: true })
  }
}

/** Databases are made and thrown away by the hundred: where there is a file system in memory, no disk has to see them. */
async function scratchFolder(): Promise<string> {
  const inMemory = '/dev/shm'
  return access(inMemory, constants.W_OK).then(
    () => inMemory,
    () => tmpdir(),
  )
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
