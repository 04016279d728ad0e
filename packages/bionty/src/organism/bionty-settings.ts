import { resolve, token, type Instance, type Token } from '@lamindb/core'

import { sourceTablesOf, type SourceTables } from '../content/source-tables.ts'
import { Organism } from '../registries/organism.ts'
import { organismCalled } from './organism-named.ts'

/** `db.bionty.settings`: what holds for all calls on this instance that say nothing else. */
export class BiontySettings {
  readonly #instance: Instance
  #organism: Organism | string | null = null

  constructor(instance: Instance) {
    this.#instance = instance
  }

  /**
   * The organism of records and values whose organism is not given, where one is required. A name is looked up when it is
   * needed first, see {@link setOrganism}.
   */
  get organism(): Organism | string | null {
    return this.#organism
  }
  set organism(organism: Organism | string | null) {
    this.#organism = organism
  }

  /**
   * Sets the organism at once; one that is not in the registry yet is taken from the public source and saved.
   *
   * @throws {@link DoesNotExist} for a common name that neither registry nor source have
   */
  async setOrganism(organism: Organism | string | null): Promise<Organism | null> {
    this.#organism = typeof organism === 'string' ? await organismCalled(this.#instance, organism) : organism
    return this.#organism
  }

  /** The record of the organism, if one is set. @throws {@link DoesNotExist} as {@link setOrganism} does */
  async organismRecord(): Promise<Organism | undefined> {
    return (await this.setOrganism(this.#organism)) ?? undefined
  }

  /** Whether contents of sources that are not on this machine are downloaded; true by default. */
  get download(): boolean {
    return this.#tables.download
  }
  set download(download: boolean) {
    this.#tables.download = download
  }

  /** Folder in which contents of sources are looked for and kept: tables and ontologies under the names of the reference. */
  get sourceFolder(): string {
    return this.#tables.folder
  }
  set sourceFolder(folder: string) {
    this.#tables.folder = folder
  }

  get #tables(): SourceTables {
    return sourceTablesOf(this.#instance)
  }
}

export const biontySettingsToken: Token<BiontySettings> = token('bionty.Settings')

export const biontySettingsOf = (instance: Instance): BiontySettings =>
  resolve(instance.container, biontySettingsToken)
