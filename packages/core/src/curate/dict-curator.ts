import type { Instance } from '../instance/instance.ts'
import type { Feature } from '../registries/feature.ts'
import type { Schema } from '../registries/schema.ts'
import { InvalidArgument } from '../errors.ts'
import { CatManager } from './cat-manager.ts'
import { ComponentCurator } from './component-curator.ts'
import { dictionaryTable, type FeatureValues } from './dictionary-table.ts'
import { tableReport, type TableReport } from './inspect-report.ts'
import { describeCurator } from './describe-curator.ts'

/** Checks a dictionary by a schema, keys being names of features. The schema need not be saved. */
export class DictCurator {
  readonly schema: Schema
  readonly #instance: Instance
  readonly #open: () => Promise<FeatureValues>
  #curator: Promise<ComponentCurator> | undefined
  #cat: CatManager | undefined
  #isValidated = false

  constructor(instance: Instance, open: () => Promise<FeatureValues>, schema: Schema) {
    this.#instance = instance
    this.#open = open
    this.schema = schema
  }

  /** The categorical values: which of them name no record, and what to do about it; after `validate()`. */
  get cat(): CatManager {
    if (this.#cat) return this.#cat
    throw new InvalidArgument('Please run validate() first!')
  }

  /** @throws {@link ValidationError} with everything that is wrong */
  async validate(): Promise<void> {
    this.#isValidated = false
    const curator = await this.#component()
    await curator.validate()
    this.#isValidated = true
  }

  /** The verdicts of {@link validate} as data: nothing is thrown for them, nothing is written. */
  async inspect(): Promise<TableReport> {
    return tableReport(await (await this.#component()).check(false))
  }

  #component(): Promise<ComponentCurator> {
    this.#curator ??= this.#make()
    return this.#curator
  }

  async #make(): Promise<ComponentCurator> {
    const members = (await this.schema.members) as Feature[]
    const index = await this.schema.index
    const { table, categoryLists } = await dictionaryTable(
      this.#instance,
      [await this.#open()],
      members,
      index,
    )
    const curator = new ComponentCurator({
      instance: this.#instance,
      schema: this.schema,
      members,
      index,
      categoryLists,
      skipsColumns: true,
      open: async () => table,
    })
    this.#cat = curator.cat
    return curator
  }

  toString(): string {
    return describeCurator('DictCurator', this.schema, undefined, { isValidated: this.#isValidated })
  }
}
