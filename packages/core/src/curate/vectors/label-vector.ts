import { isLaminError, ValidationError } from '../../errors.ts'
import { pyRepr } from '../../identity/python-text.ts'
import type { Instance } from '../../instance/instance.ts'
import type { Feature } from '../../registries/feature.ts'
import { inspectValues } from '../../registry/can-curate/inspect.ts'
import { fieldOf } from '../../registry/record-state.ts'
import type { LabelValue } from './distinct-values.ts'
import { formatValues } from './format-values.ts'
import type { LabelComponent } from './label-component.ts'
import {
  resolveLabels,
  type FoundLabels,
  type ResolvedLabels,
  type ResolveOptions,
} from './resolve-labels.ts'
import { sheetLabels, type SheetRows } from './sheet-labels.ts'
import { validTerms } from './valid-terms.ts'

/** What a vector of labels is. */
export interface LabelVectorParts {
  /** Name of the column, `columns` for the names of the columns, `index` for the row labels. */
  readonly key: string
  readonly components: readonly LabelComponent[]
  readonly feature?: Feature
  /** Slot that the table fills, for messages. */
  readonly slot?: string | undefined
  /** Values that name nothing are an error. */
  readonly isStrict: boolean
  readonly choose?: ResolveOptions['choose']
}

type Plain = string | number | bigint

/** Values of a table that name records: those of a categorical column, its names, or its row labels. */
export class LabelVector {
  readonly key: string
  readonly components: readonly LabelComponent[]
  readonly feature: Feature | undefined
  readonly isStrict: boolean
  readonly #instance: Instance
  readonly #parts: LabelVectorParts
  #values: readonly LabelValue[] = []
  #nonValidated: readonly Plain[] | undefined
  #synonyms: ReadonlyMap<string, string> = new Map()
  #found: readonly FoundLabels[] = []

  constructor(instance: Instance, parts: LabelVectorParts) {
    this.#instance = instance
    this.#parts = parts
    this.key = parts.key
    this.components = parts.components
    this.feature = parts.feature
    this.isStrict = parts.isStrict
  }

  get values(): readonly LabelValue[] {
    return this.#values
  }
  /** Values that name nothing; undefined before they were looked up. */
  get nonValidated(): readonly Plain[] | undefined {
    return this.#nonValidated
  }
  /** Names of records, by the synonym or differing case in the data. */
  get synonyms(): ReadonlyMap<string, string> {
    return this.#synonyms
  }
  /** The records that the values name. */
  get found(): readonly FoundLabels[] {
    return this.#found
  }
  get isValid(): boolean {
    return !this.isStrict || this.#nonValidated?.length === 0
  }

  /**
   * Looks values up: one query per registry.
   *
   * @param savesPublic - whether terms of public sources become records
   * @param sheetRows - rows of sheets that the values come from
   * @throws ValidationError when a name is ambiguous
   */
  async lookUp(values: readonly LabelValue[], savesPublic: boolean, sheetRows?: SheetRows): Promise<void> {
    const { choose, key } = this.#parts
    this.#values = values
    const options = { key, savesPublic, ...(choose && { choose }) }
    const { found, remaining } =
      (await this.#ofSheets(values, sheetRows)) ?? (await this.#resolve(values, options))
    this.#found = found
    this.#nonValidated = remaining
    this.#synonyms = remaining.length === 0 ? new Map() : await this.#findSynonyms(remaining)
    if (values.length > 0 && remaining.length === values.length)
      this.#instance.logger.warning(`no values were validated for ${key}!`)
  }

  async #ofSheets(
    values: readonly LabelValue[],
    rows: SheetRows | undefined,
  ): Promise<ResolvedLabels | undefined> {
    const [component] = this.components
    if (!rows || !component || !this.feature || component.meta.entityName !== 'Record') return undefined
    if (rows.keys.length === 0 || values.length === 0) return undefined
    return sheetLabels(this.#instance, this.feature, component, values, rows)
  }

  /** @throws ValidationError when a name is ambiguous, with advice for features */
  async #resolve(values: readonly LabelValue[], options: ResolveOptions): Promise<ResolvedLabels> {
    try {
      return await resolveLabels(this.#instance, this.components, values, options)
    } catch (error) {
      if (!this.feature || !isLaminError(error, 'VALIDATION_ERROR') || !error.message.startsWith('Ambiguous'))
        throw error
      throw new ValidationError(
        `${error.message}. For feature '${this.feature.name}', pass the intended record object instead of a string.`,
        { cause: error },
      )
    }
  }

  /** Notes that synonyms were replaced in the data. */
  forgetSynonyms(): void {
    this.#nonValidated = this.#nonValidated?.filter((value) => !this.#synonyms.has(String(value)))
    this.#synonyms = new Map()
  }

  /** Notes that records were made for all values that named nothing. */
  forgetNonValidated(): void {
    this.#nonValidated = []
  }

  async #findSynonyms(values: readonly Plain[]): Promise<Map<string, string>> {
    const synonyms = new Map<string, string>()
    for (const { column, scope, isTyped } of this.components) {
      const rest = values.filter((value) => typeof value === 'string' && !synonyms.has(value))
      if (rest.length === 0 || (isTyped && !scope.registry.meta.hasSynonyms)) continue
      const { synonymsMapper } = await inspectValues(scope, rest, {
        field: column.property as never,
        fromSource: false,
        mute: true,
      })
      for (const [value, name] of Object.entries(synonymsMapper)) synonyms.set(value, name)
    }
    return synonyms
  }

  /** What to say about values that name nothing; undefined when all do. */
  async message(): Promise<string | undefined> {
    const values = this.#nonValidated ?? []
    if (values.length === 0) return undefined
    const { key, slot } = this.#parts
    const where = slot === undefined ? '' : ` in slot '${slot}'`
    const what = key === 'columns' ? 'columns' : `feature '${key}'`
    const head = `${values.length} term${values.length === 1 ? '' : 's'} not validated in ${what}${where}: ${formatValues(values)}\n`
    return head + this.#synonymAdvice() + (await this.#createAdvice())
  }

  #synonymAdvice(): string {
    const { size } = this.#synonyms
    if (size === 0) return ''
    const pairs = [...this.#synonyms].map(([value, name]) => `"${value}" → "${name}"`)
    const { key, slot } = this.#parts
    const path = `curator${slot === undefined ? '' : `.slots['${slot}']`}.cat`
    return `    ${size} synonym${size === 1 ? '' : 's'} found: ${formatValues(pairs, '')}\n    → curate synonyms via: ${path}.standardize("${key}")`
  }

  async #createAdvice(): Promise<string> {
    const values = this.#nonValidated ?? []
    const [component] = this.components
    if (values.length <= this.#synonyms.size || !component) return ''
    const { meta, column, type } = component
    const rest = this.#synonyms.size > 0 ? '\n    for remaining terms:\n' : ''
    const registry = meta.entityName === 'Record' ? 'ln.Record' : meta.entityName
    const create = meta.module === 'bionty' ? '' : ', create=True'
    const hint = `  objects = ${registry}.from_values(${pyRepr([...values])}, field='${column.column}'${create}).save()`
    const advice = `${rest}    → ${organismAdvice(component)}fix typos, remove non-existent values, or create objects via:\n\n${hint}`
    if (!type) return advice
    const valid = await validTerms(this.#instance, component)
    return `${advice}\n    → a valid label for subtype '${String(fieldOf(type, 'name'))}' has to be one of ${pyRepr(valid)}`
  }
}

/** Where records need an organism, the wrong one is a common mistake. */
function organismAdvice({ meta, column, organism }: LabelComponent): string {
  const relation = meta.relations.get('organism')
  const isRequired = relation?.kind === 'toOne' && !relation.idColumn.nullable && !column.unique
  if (!isRequired) return ''
  return `fix organism '${organism ? String(fieldOf(organism, 'name')) : 'None'}', `
}
