import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

import { resolve, token, type Instance, type Token } from '@lamindb/core'

import { SourceChecksumMismatch, SourceContentUnavailable, SourceDownloadFailed } from '../errors.ts'
import { commonOrganisms } from '../organism/common-organisms.ts'
import type { Source } from '../registries/source.ts'
import { cachedNames, contentAddresses, localPath, type ContentAddress } from './content-addresses.ts'
import { downloadFile, fetchToken, type DownloadProgress } from './download-file.ts'
import { readContent, type FileContent } from './read-content.ts'
import { RecentTables } from './recent-tables.ts'
import type { TermRow } from './term-row.ts'
import { TermTable } from './term-table.ts'

export interface FindContentOptions {
  readonly signal?: AbortSignal | undefined
  /** Bytes of a download. */
  readonly onDownload?: ((progress: DownloadProgress) => void) | undefined
  /** Bytes of the file while it is read. */
  readonly onRead?: ((progress: DownloadProgress) => void) | undefined
}

/** The content of a source, and how it came here. */
export interface SourceContent extends FileContent {
  /** A table that was registered with the source. */
  readonly isArtifact: boolean
  readonly isDownloaded: boolean
}

/**
 * The contents of the sources of one instance: the table of its dataframe artifact, a file that the source names, a file
 * in the cache folder, else what can be downloaded. Tables that were read stay in memory up to a number of rows.
 */
export class SourceTables {
  /** Whether contents that are not on this machine may be downloaded. */
  download = true
  /** The cache folder. Files in it have the names that the reference gives them; `.csv` and `.tsv` serve, too. */
  folder: string
  readonly #instance: Instance
  readonly #recent = new RecentTables()
  readonly #failures = new Map<string, Error>()

  constructor(instance: Instance) {
    this.#instance = instance
    this.folder = join(instance.config.cacheDir, 'bionty')
  }

  /**
   * The terms of a source.
   *
   * @throws {@link SourceContentUnavailable} when they are neither on this machine nor to be had from the network
   * @throws the errors of the readers, for a file that is there and cannot be read
   */
  async table(source: Source, options: FindContentOptions = {}): Promise<TermTable> {
    const path = (await this.onMachine(source)) ?? (await this.#fetched(source, options))
    const key = `${source.uid} ${path} ${await fingerprint(path)}`
    return this.#recent.get(key, async () => this.#tableOf(source, await this.#read(source, path, options)))
  }

  /**
   * The rows of a source and what its file says about itself, for an import; not kept in memory.
   *
   * @throws as {@link table} does
   */
  async content(source: Source, options: FindContentOptions = {}): Promise<SourceContent> {
    const here = await this.onMachine(source)
    const path = here ?? (await this.#fetched(source, options))
    const content = await this.#read(source, path, options)
    return { ...content, isArtifact: hasArtifact(source), isDownloaded: here === undefined }
  }

  /**
   * The terms of a source for look-ups: what cannot be fetched is tried once and leaves a warning, and an empty table or,
   * for Ensembl's species, the table of common organisms. Where a version of the source was imported as a whole and
   * nothing else is at hand, the registry itself is what there is to look at: nothing is downloaded behind the back of
   * whoever imported a file.
   */
  async lookUp(source: Source): Promise<TermTable> {
    try {
      if ((await this.onMachine(source)) === undefined) {
        const failure = this.#failures.get(source.uid)
        if (failure) throw failure
        if (await this.#isImported(source)) return builtInTable(source) ?? new TermTable(source, [])
      }
      return await this.table(source)
    } catch (error) {
      if (!(error instanceof SourceContentUnavailable)) throw error
      if (!this.#failures.has(source.uid) && source.url) this.#instance.logger.warning(error.message)
      this.#failures.set(source.uid, error)
      return builtInTable(source) ?? new TermTable(source, [])
    }
  }

  /** What comes with this package, if it has something for the source: no file, no network. */
  builtIn(source: Source): TermTable | undefined {
    return builtInTable(source)
  }

  /** Why the last look-up found no terms of the source. */
  failureOf(source: Source): Error | undefined {
    return this.#failures.get(source.uid)
  }

  /** Path of the content of a source, if it is on this machine or in an artifact. */
  async onMachine(source: Source): Promise<string | undefined> {
    if (hasArtifact(source)) {
      const artifact = await source.dataframeArtifact
      return artifact?.cache({ isRunInput: false })
    }
    const local = localPath(source)
    if (local !== undefined) return local
    for (const name of cachedNames(source)) {
      const path = join(this.folder, name)
      if (await exists(path)) return path
    }
    return undefined
  }

  /** Whether the registry was filled from this source, whatever the version. */
  #isImported({ entity, name, organism }: Source): Promise<boolean> {
    const { Source: sources } = this.#instance.bionty
    return sources.filter({ entity, name, organism, inDb: true }).exists()
  }

  /** Removes the cached files of a source. */
  async clear(source: Source): Promise<void> {
    for (const name of cachedNames(source)) await rm(join(this.folder, name), { force: true })
  }

  async #read(source: Source, path: string, { signal, onRead }: FindContentOptions): Promise<FileContent> {
    return readContent(path, source, {
      signal,
      onProgress: onRead && (({ bytesRead, totalBytes }) => onRead({ done: bytesRead, total: totalBytes })),
    })
  }

  #tableOf(source: Source, { rows, file }: FileContent): TermTable {
    return new TermTable(keyOf(source), rows, { filterPrefix: !hasArtifact(source), path: file.path })
  }

  async #fetched(source: Source, options: FindContentOptions): Promise<string> {
    const addresses = this.download ? contentAddresses(source) : []
    let failure: unknown
    for (const address of addresses) {
      try {
        return await this.#fetch(source, address, options)
      } catch (error) {
        if (!(error instanceof SourceDownloadFailed)) throw error
        failure = error
      }
    }
    throw new SourceContentUnavailable(source, this.folder, failure)
  }

  async #fetch(source: Source, address: ContentAddress, options: FindContentOptions): Promise<string> {
    const { logger, container } = this.#instance
    const path = join(this.folder, address.fileName)
    const fetch = resolve(container, fetchToken)
    const download = (): Promise<string> =>
      downloadFile(fetch, address.url, path, { signal: options.signal, onProgress: options.onDownload })
    logger.info(`downloading ${source.entity} source file from: ${address.url}`)
    const found = await download()
    // The md5 of a source is that of its original file, not of a table made from it.
    const expected = address.url === source.url ? source.md5 : null
    if (!expected || found === expected) return path
    logger.warning(`md5 of ${address.url} is ${found}, expected ${expected}: downloading it again`)
    const again = await download()
    if (again === expected) return path
    await rm(path, { force: true })
    throw new SourceChecksumMismatch(address.url, expected, again)
  }
}

export const sourceTablesToken: Token<SourceTables> = token('bionty.SourceTables')

/** The contents of the sources of an instance. */
export const sourceTablesOf = (instance: Instance): SourceTables =>
  resolve(instance.container, sourceTablesToken)

function builtInTable(source: Source): TermTable | undefined {
  if (source.entity !== 'bionty.Organism' || source.name !== 'ensembl' || source.organism !== 'vertebrates')
    return undefined
  return new TermTable(keyOf(source), commonOrganisms as readonly object[] as readonly TermRow[], {
    isComplete: false,
  })
}

const keyOf = ({ entity, name, organism, version }: Source) => ({ entity, name, organism, version })

const hasArtifact = ({ dataframeArtifactId }: Source): boolean =>
  dataframeArtifactId !== null && dataframeArtifactId !== undefined

async function exists(path: string): Promise<boolean> {
  const facts = await stat(path).catch(() => undefined)
  return facts?.isFile() === true
}

/** Changes when the file does. */
async function fingerprint(path: string): Promise<string> {
  const facts = await stat(path).catch(() => undefined)
  return facts === undefined ? '' : `${facts.size} ${facts.mtimeMs}`
}
