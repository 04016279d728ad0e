import { sql, type SqlBool } from 'kysely'

import { InvalidArgument, NotSupported, ValidationError } from '../../errors.ts'
import { fieldOf, instanceOf, isNew, metaOf, registryOf, setField } from '../record-state.ts'
import type { RegistryRecord } from '../record.ts'
import { checkOnly, defaultScope } from '../scope.ts'
import { columnRef } from '../where.ts'

export interface SynonymOptions {
  /** Whether to write the record; by default if it has been saved before. */
  readonly save?: boolean
}

export interface AddSynonymOptions extends SynonymOptions {
  /** Adds synonyms that other records have too. */
  readonly force?: boolean
}

/** Records with a column `synonyms`. */
export interface HasSynonyms {
  /**
   * Adds synonyms; those that are there already count once. Writes the record if it has been saved before.
   *
   * @throws {@link ValidationError} for a synonym with a `|` in it, or one that another record has
   */
  addSynonym(synonym: string | readonly string[], options?: AddSynonymOptions): Promise<void>

  /**
   * Removes synonyms; what is not there is passed over. Writes the record if it has been saved before.
   *
   * @throws {@link ValidationError} for a synonym with a `|` in it
   */
  removeSynonym(synonym: string | readonly string[], options?: SynonymOptions): Promise<void>
}

/** Records with columns `abbr` and `synonyms`. */
export interface HasAbbr {
  /**
   * Sets the abbreviation, which also becomes a synonym unless it is the name. Writes the record if it has been saved
   * before.
   *
   * @throws {@link ValidationError} when another record has it as a synonym
   */
  setAbbr(abbr: string): Promise<void>
}

export async function addSynonym(
  record: RegistryRecord,
  synonym: unknown,
  { force = false, save }: AddSynonymOptions = {},
): Promise<void> {
  const added = checkedSynonyms(record, synonym)
  if (added.length === 0) return
  if (!force) await checkFree(record, added)
  await setSynonyms(record, new Set([...synonymsOf(record), ...added]), save)
}

export async function removeSynonym(
  record: RegistryRecord,
  synonym: unknown,
  { save }: SynonymOptions = {},
): Promise<void> {
  const removed = new Set(checkedSynonyms(record, synonym))
  if (removed.size === 0) return
  await setSynonyms(
    record,
    synonymsOf(record).filter((each) => !removed.has(each)),
    save,
  )
}

export async function setAbbr(record: RegistryRecord, abbr: unknown): Promise<void> {
  const meta = metaOf(record)
  if (!meta.has('abbr')) throw new NotSupported(`A ${meta.name} has no abbreviation.`)
  if (typeof abbr !== 'string')
    throw new InvalidArgument(`The abbreviation of a ${meta.name} is a text, not ${String(abbr)}.`)
  if (abbr !== fieldOf(record, 'name')) await addSynonym(record, abbr, { save: false })
  setField(record, 'abbr', abbr)
  if (!isNew(record)) await record.save()
}

function checkedSynonyms(record: RegistryRecord, given: unknown): string[] {
  const meta = metaOf(record)
  if (!meta.hasSynonyms) throw new NotSupported(`A ${meta.name} has no synonyms.`)
  const list: unknown = typeof given === 'string' ? [given] : given
  if (!Array.isArray(list) || !list.every((each): each is string => typeof each === 'string'))
    throw new InvalidArgument(`A synonym is a text, or a list of texts, not ${String(given)}.`)
  const synonyms = list.filter((each) => each !== '')
  const split = synonyms.find((each) => each.includes('|'))
  if (split !== undefined)
    throw new ValidationError("a synonym can't contain '|'!", {
      hint: `It separates synonyms. Pass the parts of '${split}' as a list.`,
    })
  return synonyms
}

function synonymsOf(record: RegistryRecord): string[] {
  const text = fieldOf(record, 'synonyms')
  return typeof text === 'string' && text !== '' ? text.split('|') : []
}

async function setSynonyms(
  record: RegistryRecord,
  synonyms: Iterable<string>,
  save: boolean = !isNew(record),
): Promise<void> {
  setField(record, 'synonyms', [...new Set(synonyms)].join('|') || null)
  if (save) await record.save()
}

/** @throws ValidationError when another record on the default branches has one of the synonyms */
async function checkFree(record: RegistryRecord, synonyms: readonly string[]): Promise<void> {
  const { meta } = registryOf(record)
  const { dialect, queries } = instanceOf(record)
  const column = columnRef(meta, 'synonyms')
  const position = sql.raw(dialect === 'sqlite' ? 'instr' : 'strpos')
  const has = synonyms.map((each) => sql`${position}('|' || ${column} || '|', ${`|${each}|`}) > 0`)
  const other = await queries
    .selectFrom(meta.table)
    .selectAll()
    .where(sql<SqlBool>`(${sql.join(has, sql` or `)})`)
    .where(checkOnly(defaultScope(registryOf(record))))
    .where('id', '!=', record.id ?? -1)
    .executeTakeFirst()
  if (!other) return
  const name = String(other[meta.columns.get(meta.nameField)?.column ?? 'id'])
  throw new ValidationError(
    `you are trying to assign a synonym to record: ${record.toString()}\n    → consider removing the synonym from existing records or using a different synonym.`,
    {
      hint: `'${name}' has the synonyms '${String(other['synonyms'])}'. Pass force: true to add it all the same.`,
    },
  )
}
