import { bound, Draft, type AnyRegistry, type Fields, type RegistryRecord } from '@lamindb/core'

import { FromSource, type FromSourceOptions } from '../from-source/from-source.ts'
import type { ImportSourceOptions, ImportSourceResult } from '../import/import-source.ts'
import type { PublicOntology } from '../public/public-ontology.ts'
import type { PublicTerm } from '../public/term-origin.ts'
import type { AddSourceOptions } from '../source/add-source.ts'
import { requiresOrganism } from '../terms/requires-organism.ts'
import type { Organism } from './organism.ts'
import type { Source } from './source.ts'

/** Which public table is meant. */
export interface PublicOptions {
  /** Name or record; where records belong to an organism, that of the settings by default. */
  readonly organism?: Organism | string | null
  /** The default source of the registry and organism, if left out. */
  readonly source?: Source | null
  readonly signal?: AbortSignal
}

/** What biological registries offer beside what every registry does. */
export interface BioStatics {
  /**
   * A new record, or the existing one with this identifier or, if none is given, this name. `parents` are ontology ids,
   * which the save of the record links, adding those that the registry lacks from the source. A term of a public table
   * stands for all its fields.
   *
   * @throws {@link OrganismNotSet} where an organism is required and neither given nor set
   * @throws {@link FieldValidationError} for unknown fields and missing required ones
   */
  create<C extends AnyRegistry>(
    this: C,
    fields:
      | (Fields<InstanceType<C>> & { readonly parents?: readonly string[] })
      | PublicTerm
      | readonly PublicTerm[],
  ): Draft<InstanceType<C>>

  /**
   * Fills the registry from a public source: rows, synonyms, definitions and all links to parents, in one transaction.
   * What is there already keeps its row and its links.
   *
   * @example await db.bionty.CellType.importSource({ file: 'cl.obo' })
   * @throws {@link InvalidArgument} when the source has no rows for this registry
   * @throws {@link SourceContentUnavailable} without a file, when the source is neither on this machine nor to be had
   */
  importSource(options?: ImportSourceOptions): Promise<ImportSourceResult>

  /**
   * The public table of the registry, in memory.
   *
   * @example (await db.bionty.CellType.public()).search('gamma delta')
   * @throws {@link OrganismNotSet} @throws {@link SourceNotFound} @throws {@link SourceContentUnavailable}
   */
  public(options?: PublicOptions): Promise<PublicOntology>

  /**
   * Records of terms of the public source, unsaved: of a name or synonym, or of exactly one field. Existing rows come
   * first. One term gives its record, several a list.
   *
   * @example await db.bionty.CellType.fromSource('T-cell').save()
   * @example await db.bionty.Gene.fromSource({ symbol: 'TCF7' }, { organism: 'human' }).one()
   * @throws {@link DoesNotExist} when neither registry nor source know the value
   * @throws {@link InvalidArgument} for no field, several fields, or one that sources are not asked for
   */
  fromSource<C extends AnyRegistry>(
    this: C,
    term: string | { readonly [field: string]: string | null | undefined },
    options?: FromSourceOptions,
  ): FromSource<InstanceType<C>>

  /**
   * Registers a source for this registry: of the public list, of another registry, by name, or with a table of its own,
   * which becomes an artifact.
   *
   * @example await db.bionty.CellType.addSource('cl', { file: 'cl.obo', version: '2025-02-13' })
   */
  addSource(source: Source | PublicOntology | string, options?: AddSourceOptions): Promise<Source>

  /**
   * The source that the registry reads from when none is named.
   *
   * @param organism - name or record; `all` and groups such as `vertebrates` stand in sources, too
   * @throws {@link OrganismNotSet} @throws {@link SourceNotFound}
   */
  defaultSource(organism?: Organism | string | null): Promise<Source>

  /** Whether an organism is needed to make records, or to find them by this field. */
  requireOrganism(field?: string): boolean
}

/** A registry class with the methods of {@link BioStatics}; what they need is loaded when they are called. */
export function bioStatics(base: abstract new () => RegistryRecord): BioStatics {
  const made = class extends (base as new () => RegistryRecord) {
    static async importSource(this: unknown, options: ImportSourceOptions = {}): Promise<ImportSourceResult> {
      const { importSource } = await import('../import/import-source.ts')
      return importSource(bound(this), options)
    }

    static async public(this: unknown, options: PublicOptions = {}): Promise<PublicOntology> {
      const { openPublic } = await import('../public/open-public.ts')
      return openPublic(bound(this), options)
    }

    static fromSource(
      this: unknown,
      term: string | object,
      options: FromSourceOptions = {},
    ): FromSource<RegistryRecord> {
      const registry = bound(this)
      return new FromSource(async () => {
        const { findRecords } = await import('../from-source/find-records.ts')
        return findRecords(registry, term, options)
      })
    }

    static async addSource(
      this: unknown,
      source: Source | PublicOntology | string,
      options: AddSourceOptions = {},
    ): Promise<Source> {
      const { addSource } = await import('../source/add-source.ts')
      return addSource(bound(this), source, options)
    }

    static async defaultSource(this: unknown, organism?: Organism | string | null): Promise<Source> {
      const { defaultSource } = await import('../terms/default-source.ts')
      return (await defaultSource(bound(this), organism)).source
    }

    static requireOrganism(this: unknown, field?: string): boolean {
      return requiresOrganism(bound(this).meta, field)
    }
  }
  return made as unknown as BioStatics
}
