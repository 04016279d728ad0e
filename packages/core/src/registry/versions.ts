import { InvalidArgument } from '../errors.ts'
import { nextVersionUid, randomUid, versionSuffixLength } from '../identity/index.ts'
import type { Queries } from '../database/database.ts'
import { QuerySet } from './query-set.ts'
import { fieldOf, metaOf, registryOf, stateOf } from './record-state.ts'
import type { RegistryRecord } from './record.ts'
import type { RegistryMeta } from './registry-meta.ts'
import { uidStartsWith } from './uid-prefix.ts'

/** The beginning of a uid that all versions of a record share. */
export const stemOf = (record: RegistryRecord): string =>
  String(fieldOf(record, 'uid')).slice(0, metaOf(record).options.stemLength)

/** The version tag, or the four characters of the uid that count versions. */
export const versionOf = (record: RegistryRecord): string =>
  (fieldOf(record, 'versionTag') as string | null | undefined) ||
  String(fieldOf(record, 'uid')).slice(-versionSuffixLength)

/** All versions of a record on the default branches, newest first. */
export function versionsOf<R extends RegistryRecord>(record: R): QuerySet<R> {
  return new QuerySet<R>(registryOf(record))
    .filter({})
    .where(uidStartsWith(metaOf(record), stemOf(record)))
    .orderBy('-createdAt', '-id')
}

/** Uids of a family over all branches and the trash. */
export async function familyUids(queries: Queries, meta: RegistryMeta, stem: string): Promise<string[]> {
  const rows = await queries.selectFrom(meta.table).select('uid').where(uidStartsWith(meta, stem)).execute()
  return rows.map((row) => String(row['uid']))
}

/**
 * Uid of a new version, or of the first one of a new family. One query if there is a version to follow.
 *
 * @throws InvalidArgument when the tag is no text, or that of the version to follow
 */
export async function versionedUid(
  meta: RegistryMeta,
  revises: RegistryRecord | undefined,
  versionTag: string | null | undefined,
): Promise<string> {
  checkVersionTag(versionTag, revises)
  const { stemLength = 0 } = meta.options
  if (!revises) return `${randomUid(stemLength)}0000`
  const stem = stemOf(revises)
  const known = await familyUids(meta.registry.instance.queries, meta, stem)
  return nextVersionUid(stem, [...known, String(fieldOf(revises, 'uid'))])
}

function checkVersionTag(tag: unknown, revises: RegistryRecord | undefined): void {
  if (tag === undefined || tag === null) return
  if (typeof tag !== 'string') {
    throw new InvalidArgument("`version` parameter must be `None` or `str`, e.g., '0.1', '1', '2', etc.", {
      hint: `Given: ${String(tag)}.`,
    })
  }
  if (revises && fieldOf(revises, 'versionTag') === tag) {
    throw new InvalidArgument(`Please change the version tag or leave it \`None\`, '${tag}' is already taken`)
  }
}

/**
 * Makes a new record follow a version when it is saved.
 *
 * @param inferred - whether the version was looked up: then the head at the time of saving is followed
 */
export function followVersion(record: RegistryRecord, revises: RegistryRecord, inferred: boolean): void {
  stateOf(record).revises = { record: revises, follow: inferred || fieldOf(revises, 'isLatest') !== true }
}
