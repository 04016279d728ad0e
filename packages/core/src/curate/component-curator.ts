import { InvalidArgument, ValidationError, type ValidationProblem } from '../errors.ts'
import { isCategoricalDtype } from '../identity/dtype/simple-dtypes.ts'
import type { Instance } from '../instance/instance.ts'
import type { Feature } from '../registries/feature.ts'
import type { Schema } from '../registries/schema.ts'
import { CatManager } from './cat-manager.ts'
import { columnVector } from './column-vector.ts'
import { planComponent, type ComponentPlan, type PlanOptions } from './component-plan.ts'
import { sheetRowsOf } from './sheet-rows.ts'
import { standardizeTable } from './standardize-table.ts'
import { OWN_COLUMN } from './structure/check-presence.ts'
import { checkTable, type TableFindings } from './structure/check-table.ts'
import { structuralReport, type StructuralProblem } from './structure/structural-problem.ts'
import { loadArrow } from './table/arrow-runtime.ts'
import { columnOf, type DataTable } from './table/data-table.ts'
import { labelComponents } from './vectors/label-component.ts'
import { LabelVector } from './vectors/label-vector.ts'

/** What one table of a dataset is curated with. */
export interface ComponentParts extends PlanOptions {
  readonly instance: Instance
  readonly schema: Schema
  /** Opens the table; called once. */
  readonly open: () => Promise<DataTable>
  /** Slot that the table fills; none for the table itself. */
  readonly slot?: string | undefined
  /** Column names are not looked up: keys of dictionaries are names of features already. */
  readonly skipsColumns?: boolean
  /** The data lie in an artifact and cannot be changed. */
  readonly isReadOnly?: boolean
}

/** The verdict on one table. */
export interface ComponentVerdict {
  readonly structural: readonly StructuralProblem[]
  /** Vectors of labels; undefined when the structure is wrong, for then they are not looked up. */
  readonly vectors: readonly LabelVector[] | undefined
}

/** Everything about a table that is found out once: what columns it has and what they are checked for. */
interface Prepared {
  table: DataTable
  readonly plan: ComponentPlan
  readonly vectors: ReadonlyMap<string, LabelVector>
}

/** Curates one table: a table itself, or a part of a larger dataset. */
export class ComponentCurator {
  readonly schema: Schema
  readonly slot: string | undefined
  readonly cat: CatManager
  readonly #parts: ComponentParts
  #prepared: Promise<Prepared> | undefined
  #isValidated = false

  constructor(parts: ComponentParts) {
    this.#parts = parts
    this.schema = parts.schema
    this.slot = parts.slot
    this.cat = new CatManager(this)
  }

  get instance(): Instance {
    return this.#parts.instance
  }
  get isReadOnly(): boolean {
    return this.#parts.isReadOnly === true
  }
  /** Whether the last check found nothing wrong. */
  get isValidated(): boolean {
    return this.#isValidated
  }

  /** @internal */
  prepare(): Promise<Prepared> {
    this.#prepared ??= this.#prepare()
    return this.#prepared
  }

  /** The table as it is now, with conversions and corrections. */
  async table(): Promise<DataTable> {
    return (await this.prepare()).table
  }

  /** @internal Puts another table in the place of the one being curated. */
  async replaceTable(table: DataTable): Promise<void> {
    if (this.isReadOnly) {
      throw new InvalidArgument(
        'Cannot mutate the dataset when an artifact is passed! Please load the dataset into memory using `dataset.load()` and pass it to a curator.',
      )
    }
    const prepared = await this.prepare()
    this.#isValidated = false
    if (namesOf(table).join('\0') === namesOf(prepared.table).join('\0')) prepared.table = table
    // Other columns are other features, with labels of their own.
    else this.#prepared = this.#assemble(table)
  }

  /**
   * Checks the table.
   *
   * @param savesPublic - whether terms of public sources become records
   */
  async check(savesPublic: boolean): Promise<ComponentVerdict> {
    this.#isValidated = false
    const prepared = await this.prepare()
    const findings = await this.#checkStructure(prepared)
    if (findings.problems.length > 0) return { structural: findings.problems, vectors: undefined }
    if (savesPublic) prepared.table = prepared.table.withChanges(findings.changes)
    const sheetRows = await sheetRowsOf(prepared.table, prepared.plan)
    for (const vector of prepared.vectors.values())
      await vector.lookUp(labelsOf(vector, prepared, findings), savesPublic, sheetRows)
    const vectors = [...prepared.vectors.values()]
    this.#isValidated = vectors.every((vector) => vector.isValid)
    this.cat.note(vectors)
    return { structural: [], vectors }
  }

  /**
   * @internal Looks the values of one vector up, whatever else is wrong with the table: labels can be corrected before
   * columns and types are. Terms of public sources become records.
   */
  async lookUp(vector: LabelVector): Promise<void> {
    const prepared = await this.prepare()
    const findings = await this.#checkStructure(prepared)
    const sheetRows = await sheetRowsOf(prepared.table, prepared.plan)
    await vector.lookUp(labelsOf(vector, prepared, findings), true, sheetRows)
  }

  /** @throws ValidationError with everything that is wrong */
  async validate(): Promise<void> {
    const verdict = await this.check(true)
    const error = await verdictError(verdict, this.slot)
    if (error) throw error
  }

  /**
   * Adds columns that the schema has and the table lacks, and fills missing values in, both with the defaults of the
   * features.
   *
   * @throws ValidationError for a missing column that has no default and may not be empty
   */
  async standardize(): Promise<void> {
    const { plan } = await this.prepare()
    const changed = await standardizeTable(this.instance, await this.table(), plan)
    if (changed) await this.replaceTable(changed)
  }

  async #prepare(): Promise<Prepared> {
    return this.#assemble(await this.#parts.open())
  }

  async #assemble(table: DataTable): Promise<Prepared> {
    const { instance, schema, skipsColumns } = this.#parts
    const plan = await planComponent(instance, schema, namesOf(table), this.#parts)
    const vectors = new Map<string, LabelVector>()
    if (!skipsColumns) vectors.set('columns', await columnVector(instance, plan, this.slot))
    for (const { feature, name } of plan.features) {
      if (!isCategoricalDtype(feature.dtype ?? '') || !columnOf(table, name)) continue
      vectors.set(name, await this.#vector(name, feature))
    }
    const { indexFeature } = plan
    if (indexFeature && isCategoricalDtype(indexFeature.dtype ?? ''))
      vectors.set('index', await this.#vector('index', indexFeature))
    return { table, plan, vectors }
  }

  async #vector(key: string, feature: Feature): Promise<LabelVector> {
    const components = await labelComponents(this.instance, feature.dtype ?? '')
    return new LabelVector(this.instance, { key, feature, components, slot: this.slot, isStrict: true })
  }

  async #checkStructure({ table, plan }: Prepared): Promise<TableFindings> {
    if (plan.features.length === 0 && !plan.index)
      return { problems: [], changes: [], labels: new Map(), indexLabels: [] }
    return checkTable(await loadArrow(), table, plan)
  }
}

function labelsOf(
  { key }: LabelVector,
  prepared: Prepared,
  { labels, indexLabels }: TableFindings,
): TableFindings['indexLabels'] {
  if (key === 'columns') return columnNames(prepared)
  return key === 'index' ? indexLabels : (labels.get(key) ?? [])
}

const namesOf = (table: DataTable): string[] => table.columns.map(({ name }) => name)

function columnNames({ table, plan }: Prepared): string[] {
  const names = namesOf(table)
  return plan.isMaximal ? names.filter((name) => !OWN_COLUMN.test(name)) : names
}

/** The error that tells everything that is wrong with a table; undefined when nothing is. */
export async function verdictError(
  { structural, vectors }: ComponentVerdict,
  slot: string | undefined,
): Promise<ValidationError | undefined> {
  if (structural.length > 0) {
    const problems = structural.map(({ error, column }): ValidationProblem => {
      const place = column ?? slot
      return { message: error, ...(place !== undefined && { place }) }
    })
    return new ValidationError(structuralReport(structural), { problems })
  }
  const failing = (vectors ?? []).filter((vector) => !vector.isValid)
  if (failing.length === 0) return undefined
  const messages = await Promise.all(failing.map(async (vector) => (await vector.message()) ?? ''))
  const problems = failing.map((vector, i): ValidationProblem => {
    const values = vector.nonValidated ?? []
    return {
      message: messages[i] ?? '',
      place: vector.key,
      values: values.slice(0, 10),
      total: values.length,
    }
  })
  return new ValidationError(messages.join('\n\n'), { problems })
}
