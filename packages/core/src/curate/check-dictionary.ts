import type { Instance } from '../instance/instance.ts'
import type { Feature } from '../registries/feature.ts'
import type { Schema } from '../registries/schema.ts'
import { ComponentCurator } from './component-curator.ts'
import { dictionaryTable, type FeatureValues } from './dictionary-table.ts'
import type { FoundLabels } from './vectors/resolve-labels.ts'

/** A dictionary that was found right: the records that values of categorical features name, by feature. */
export interface CheckedDictionary {
  readonly labels: ReadonlyMap<string, readonly FoundLabels[]>
}

export interface DictionaryMembers {
  /** Members of a schema that is not saved. */
  readonly members?: readonly Feature[] | undefined
  readonly index?: Feature | undefined
}

/**
 * Checks the values of a dictionary by a schema, keys being names of features.
 *
 * @throws ValidationError with everything that is wrong
 */
export function checkDictionary(
  instance: Instance,
  values: FeatureValues,
  schema: Schema,
  given: DictionaryMembers = {},
): Promise<CheckedDictionary> {
  return checkDictionaries(instance, [values], schema, given)
}

/**
 * Checks the values of several dictionaries at once: as many queries as for one.
 *
 * @throws ValidationError with everything that is wrong
 */
export async function checkDictionaries(
  instance: Instance,
  rows: readonly FeatureValues[],
  schema: Schema,
  { members: given, index: givenIndex }: DictionaryMembers = {},
): Promise<CheckedDictionary> {
  const members = given ?? ((await schema.members) as Feature[])
  const index = givenIndex ?? (schema.indexUid === undefined ? undefined : await schema.index)
  const { table, categoryLists } = await dictionaryTable(instance, rows, members, index)
  const curator = new ComponentCurator({
    instance,
    schema,
    members,
    index,
    categoryLists,
    skipsColumns: true,
    open: async () => table,
  })
  await curator.validate()
  const { vectors } = await curator.prepare()
  return { labels: new Map([...vectors].map(([key, vector]) => [key, vector.found])) }
}
