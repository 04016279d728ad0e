import { readTable } from '@lamindb/formats'
import type { Table } from 'apache-arrow'

import { InvalidArgument, isLaminError } from '../errors.ts'
import type { Instance } from '../instance/instance.ts'
import type { ArtifactData } from '../registries/artifact/artifact-options.ts'
import type { Artifact } from '../registries/artifact.ts'
import type { Feature } from '../registries/feature.ts'
import { EXTERNAL_SLOT } from '../registries/schema/schema-slots.ts'
import type { Schema } from '../registries/schema.ts'
import { Lazy } from '../registry/lazy.ts'
import type { CatManager } from './cat-manager.ts'
import { ComponentCurator } from './component-curator.ts'
import type { FeatureValues, SaveCuratedOptions } from './curate-options.ts'
import { describeCurator } from './describe-curator.ts'
import { dictionaryTable } from './dictionary-table.ts'
import { Failures } from './failures.ts'
import { externalValues } from './external-values.ts'
import { tableReport, type CurationReport, type TableReport } from './inspect-report.ts'
import { slotValue } from './slot-path.ts'
import type { DataTable } from './table/data-table.ts'
import { MemoryTable } from './table/memory-table.ts'
import { saveCurated } from './save-curated.ts'

/** What a table is curated with. */
export interface TableCuratorParts {
  readonly instance: Instance
  readonly schema: Schema
  readonly open: () => Promise<DataTable>
  /** The artifact that holds the table, if one does. */
  readonly artifact: Artifact | undefined
  /** What was given, to be stored as it is while nothing in it changed. */
  readonly input: ArtifactData | undefined
  readonly features: FeatureValues | undefined
}

/** Checks a table by a schema, helps to correct it, and saves it as an artifact with its labels and features. */
export class TableCurator {
  readonly schema: Schema
  readonly #parts: TableCuratorParts
  readonly #table: ComponentCurator
  #slots: Promise<Map<string, ComponentCurator>> | undefined
  readonly #openedSlots: string[] = []
  #external: FeatureValues | undefined
  #artifact: Artifact | undefined
  #isValidated = false

  constructor(parts: TableCuratorParts) {
    this.#parts = parts
    this.schema = parts.schema
    this.#artifact = parts.artifact
    this.#external = parts.features
    const { instance, schema, open, artifact } = parts
    this.#table = new ComponentCurator({ instance, schema, open, isReadOnly: artifact !== undefined })
  }

  /** The categorical columns of the table: what in them names no record, and what to do about it. */
  get cat(): CatManager {
    return this.#table.cat
  }

  /** Curators of the slots beside the table itself: `attrs`, `attrs:key`. */
  get slots(): Lazy<Map<string, ComponentCurator>> {
    return new Lazy(() => this.#attrsCurators())
  }

  get isValidated(): boolean {
    return this.#isValidated && this.#table.isValidated
  }

  /** The table as it is now: converted to the dtypes of the schema by a validation, and corrected. */
  get dataset(): Lazy<Table> {
    return new Lazy(async () => {
      const table = await this.#table.table()
      return table instanceof MemoryTable ? table.toArrow() : readTable(await table.toSource())
    })
  }

  /**
   * Checks the table, the slots and the external values. Terms that are found in public sources only become records.
   *
   * @throws {@link ValidationError} with everything that is wrong
   */
  async validate(): Promise<void> {
    this.#isValidated = false
    const failures = new Failures()
    await failures.collect(() => this.#table.validate())
    await failures.collect(async () => {
      this.#external = await this.#checkExternal()
    })
    for (const curator of (await this.#attrsCurators()).values())
      await failures.collect(() => curator.validate())
    failures.throwAny()
    this.#isValidated = true
  }

  /** The verdicts of {@link validate} on all parts as data: nothing is thrown for them, nothing is written. */
  async inspect(): Promise<CurationReport> {
    const slots: { [slot: string]: TableReport } = {
      columns: await tableReport(await this.#table.check(false)),
    }
    for (const [slot, curator] of await this.#attrsCurators()) {
      slots[slot] = await tableReport(await curator.check(false))
    }
    const external = await this.#inspectExternal()
    const isValid = external === undefined && Object.values(slots).every((report) => report.isValid)
    return { isValid, slots, external }
  }

  /** Adds columns that are missing and fills missing values in, both with the defaults of the features. */
  async standardize(): Promise<void> {
    this.#isValidated = false
    await this.#table.standardize()
    for (const curator of (await this.#attrsCurators()).values()) await curator.standardize()
  }

  /**
   * Saves the table as an artifact, with its schema, the features of each slot, and links to all labels. Validates first
   * where that was not done.
   *
   * @throws {@link ValidationError} when the table is not valid; nothing is saved then
   */
  async saveArtifact(options: SaveCuratedOptions = {}): Promise<Artifact> {
    if (!this.isValidated) await this.validate()
    const slots = new Map([['columns', this.#table], ...(await this.#attrsCurators())])
    this.#artifact = await saveCurated(this.#parts.instance, {
      schema: this.schema,
      slots,
      artifact: this.#artifact,
      external: this.#external,
      data: () => this.#dataToStore(),
      options,
    })
    return this.#artifact
  }

  /** @internal What {@link saveArtifact} is made of, for artifacts that are saved by others. */
  async annotated(): Promise<{
    readonly slots: ReadonlyMap<string, ComponentCurator>
    readonly external: FeatureValues | undefined
    readonly table: DataTable
  }> {
    const slots = new Map([['columns', this.#table], ...(await this.#attrsCurators())])
    return { slots, external: this.#external, table: await this.#table.table() }
  }

  /** What was given, if the table is as it was; else the table as it is now. */
  async #dataToStore(): Promise<ArtifactData> {
    const table = await this.#table.table()
    return this.#parts.input !== undefined && !table.isChanged ? this.#parts.input : table.toSource()
  }

  #checkExternal(): Promise<FeatureValues | undefined> {
    return externalValues(this.#parts.instance, this.schema, this.#external, this.#artifact)
  }

  async #inspectExternal(): Promise<string | undefined> {
    try {
      await this.#checkExternal()
      return undefined
    } catch (error) {
      if (isLaminError(error, 'VALIDATION_ERROR')) return error.message
      throw error
    }
  }

  #attrsCurators(): Promise<Map<string, ComponentCurator>> {
    this.#slots ??= this.#openSlots()
    return this.#slots
  }

  async #openSlots(): Promise<Map<string, ComponentCurator>> {
    const { instance } = this.#parts
    const curators = new Map<string, ComponentCurator>()
    for (const [slot, schema] of await this.schema.slots) {
      if (slot === EXTERNAL_SLOT) continue
      if (!slot.startsWith('attrs')) {
        throw new InvalidArgument(`Slot '${slot}' is not supported for DataFrameCurator. Must be 'attrs'.`)
      }
      const { attrs } = await this.#table.table()
      if (!attrs) continue
      const values = slotValue(attrs, slot)
      const members = (await schema.members) as Feature[]
      const { table, categoryLists } = await dictionaryTable(instance, [values], members, await schema.index)
      const isReadOnly = this.#parts.artifact !== undefined
      this.#openedSlots.push(slot)
      curators.set(
        slot,
        new ComponentCurator({ instance, schema, slot, categoryLists, isReadOnly, open: async () => table }),
      )
    }
    return curators
  }

  toString(): string {
    return describeCurator('DataFrameCurator', this.schema, this.#artifact, {
      isValidated: this.isValidated,
      slots: this.#openedSlots,
    })
  }
}
