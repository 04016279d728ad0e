import { InvalidArgument, isLaminError, ValidationError } from '../errors.ts'
import { annotationOf } from '../registries/annotation.ts'
import type { Instance } from '../instance/instance.ts'
import type {
  ArtifactCuration,
  FeaturesRequest,
  FeatureValues,
  SchemaRequest,
  TableRequest,
} from '../registries/artifact/artifact-curation.ts'
import { localPath } from '../registries/artifact/artifact-content.ts'
import { isPath, type ArtifactData } from '../registries/artifact/artifact-options.ts'
import type { SaveStep } from '../registries/artifact/artifact-state.ts'
import type { Artifact } from '../registries/artifact.ts'
import { EXTERNAL_SLOT } from '../registries/schema/schema-slots.ts'
import type { Schema } from '../registries/schema.ts'
import type { BoundRegistry } from '../registry/record.ts'
import { curate } from './curate.ts'
import { externalWrites } from './external-writes.ts'
import { checkDictionary } from './check-dictionary.ts'
import { annotationStep } from './save-curated.ts'
import { TableCurator } from './table-curator.ts'

/** Suffixes of files whose content is a table of features. */
const TABLE_SUFFIXES = new Set(['.parquet', '.csv', '.tsv', '.ipc'])

/** Checks what constructors of artifacts are given as `schema` and `features`. */
export class ArtifactCurator implements ArtifactCuration {
  readonly #instance: Instance

  constructor(instance: Instance) {
    this.#instance = instance
  }

  async checkSchema({ schemaId, otype, suffix }: SchemaRequest): Promise<void> {
    const schema = await this.#schema(schemaId)
    const slots = await schema.slots
    const isContent = schema.otype !== null || [...slots.keys()].some((slot) => slot !== EXTERNAL_SLOT)
    if (isContent && !isExternalOnly(schema, slots)) {
      throw new InvalidArgument(
        'Schema defines dataset content and cannot be validated by Artifact(). Use a constructor of its structure, such as Artifact.from_dataframe().',
      )
    }
    if (isFlat(schema, slots) && (otype !== null || TABLE_SUFFIXES.has(suffix))) {
      const name = schema.name === null ? '' : ` '${schema.name}'`
      throw new InvalidArgument(
        `Schema${name} defines dataset features and cannot be validated by Artifact(). Use Artifact.from_dataframe().`,
      )
    }
  }

  async checkFeatures({ schemaId, features, existing }: FeaturesRequest): Promise<SaveStep | undefined> {
    const schema = schemaId === undefined ? undefined : await this.#schema(schemaId)
    const slots = schema ? await schema.slots : new Map<string, Schema>()
    const external = slots.get(EXTERNAL_SLOT) ?? (schema && isFlat(schema, slots) ? schema : undefined)
    const stored =
      external && existing
        ? await annotationOf(this.#instance).features(existing).getValues({ externalOnly: true })
        : undefined
    const values = features ?? (stored && Object.keys(stored).length > 0 ? stored : undefined)
    if (external && !values) {
      throw new ValidationError(
        external === schema
          ? 'Schema defines features but no feature values were provided. Pass them as features.'
          : 'External features slot is defined in schema but no external features were provided.',
      )
    }
    if (external && values) await checkDictionary(this.#instance, values, external)
    return features ? this.#writesOf(existing, features) : undefined
  }

  /** Values that no schema asks for stop the save, not the making of the artifact. */
  async #writesOf(existing: Artifact | undefined, features: FeatureValues): Promise<SaveStep> {
    try {
      return await externalWrites(existing ?? this.#placeholder(), features)
    } catch (error) {
      if (!isLaminError(error, 'VALIDATION_ERROR')) throw error
      return async () => {
        throw error
      }
    }
  }

  async checkTable({ data, schema, features }: TableRequest): Promise<{
    readonly data: ArtifactData
    readonly schema: Schema
    readonly onSave: SaveStep
  }> {
    const by = await this.#tableSchema(schema)
    const options = features ? { features } : {}
    const curator = curate(this.#instance, data, by, options)
    if (!(curator instanceof TableCurator)) throw new InvalidArgument('The data are no table.')
    await curator.validate()
    const { slots, external, table } = await curator.annotated()
    const isUntouched = isPath(data) && !table.isChanged
    const annotate = await annotationStep(this.#instance, this.#placeholder(), { slots, external })
    return {
      data: isUntouched ? localPath(data) : await table.toSource(),
      schema: by,
      onSave: (artifact, transaction) => annotate(artifact, transaction),
    }
  }

  async #schema(id: number): Promise<Schema> {
    return this.#instance.Schema.get(id)
  }

  /** A schema, or the one with a well-known name. */
  async #tableSchema(schema: Schema | string | null): Promise<Schema> {
    if (schema === 'valid_features')
      return this.#instance.Schema.create({ name: 'valid_features', itype: 'Feature' }).save()
    if (schema === null || typeof schema === 'string')
      throw new InvalidArgument(`'${String(schema)}' is no schema for tables.`)
    return schema
  }

  /** An artifact that is not made yet, to prepare what will be written about it. */
  #placeholder(): Artifact {
    const registry = this.#instance.registryNamed('Artifact') as BoundRegistry<Artifact>
    return new registry()
  }
}

/** Features that describe the content of a table, without slots. */
const isFlat = (schema: Schema, slots: ReadonlyMap<string, Schema>): boolean =>
  (schema.nMembers ?? 0) > 0 &&
  slots.size === 0 &&
  schema.itype !== null &&
  schema.itype.startsWith('Feature')

const isExternalOnly = (schema: Schema, slots: ReadonlyMap<string, Schema>): boolean =>
  slots.size === 1 && slots.has(EXTERNAL_SLOT) && !schema.nMembers && schema.itype === null
