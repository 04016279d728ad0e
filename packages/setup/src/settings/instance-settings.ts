import { stat, utimes } from 'node:fs/promises'

import { currentInstanceFile, instanceFile } from './settings-files.ts'
import { writePrivateText } from './setting-text-file.ts'
import { EnvFields } from '../env-file/env-fields.ts'
import { formatEnvFile } from '../env-file/format-env-file.ts'
import { readEnvFile } from '../env-file/read-env-file.ts'
import type { Environment } from '../environment/environment.ts'
import { protectDatabaseUrl } from '../naming/database-url.ts'
import { uuidHex } from '../naming/uuid-hex.ts'

const prefix = 'lamindb_instance_'

/**
 * What a machine knows about one instance, field by field as `instance--{owner}--{name}.env` holds it. `null` is a
 * value that nobody set.
 */
export interface KnownInstance {
  readonly owner: string
  readonly name: string
  /** Normalised root of the default storage location. */
  readonly storageRoot: string
  /** Region of a bucket, or host of a local location. */
  readonly storageRegion: string | null
  /** Postgres URL; `null` for SQLite inside the storage location. */
  readonly db: string | null
  /** Comma-separated modules as given; `null` if never set. */
  readonly schemaStr: string | null
  /** UUID of the instance, 32 lower-case hex digits. */
  readonly id: string
  readonly gitRepo: string | null
  readonly keepArtifactsLocal: boolean | null
  /** From here on: set by a hub. */
  readonly apiUrl: string | null
  /** 32 lower-case hex digits. */
  readonly schemaId: string | null
  readonly fineGrainedAccess: boolean | null
  readonly dbPermissions: string | null
  /** Whether the database is a local copy of another instance's. */
  readonly isClone: boolean | null
}

/** The fields that an instance has whose settings nobody set, as a new one on this machine. */
export const unsetSettings = {
  storageRegion: null,
  gitRepo: null,
  keepArtifactsLocal: false,
  apiUrl: null,
  schemaId: null,
  fineGrainedAccess: false,
  dbPermissions: null,
  isClone: false,
} as const satisfies Partial<KnownInstance>

/** `owner/name`. */
export function slugOf(settings: Pick<KnownInstance, 'owner' | 'name'>): string {
  return `${settings.owner}/${settings.name}`
}

/** Modules of an instance in the order in which they were given; core is not among them. */
export function modulesOf(settings: Pick<KnownInstance, 'schemaStr'>): readonly string[] {
  return splitModules(settings.schemaStr ?? '')
}

/** Splits a comma-separated list of modules; white space around names and empty names are dropped. */
export function splitModules(text: string): readonly string[] {
  return text
    .split(',')
    .map((module) => module.trim())
    .filter((module) => module !== '')
}

/** Text of an instance's settings file, byte for byte as Python LaminDB writes it. */
export function formatInstanceSettings(settings: KnownInstance): string {
  return formatEnvFile([
    [`${prefix}owner`, settings.owner],
    [`${prefix}name`, settings.name],
    [`${prefix}storage_root`, settings.storageRoot],
    [`${prefix}storage_region`, settings.storageRegion],
    [`${prefix}db`, settings.db === null ? null : protectDatabaseUrl(settings.db)],
    [`${prefix}schema_str`, settings.schemaStr],
    [`${prefix}id`, settings.id],
    [`${prefix}git_repo`, settings.gitRepo],
    [`${prefix}keep_artifacts_local`, settings.keepArtifactsLocal],
    [`${prefix}api_url`, settings.apiUrl],
    [`${prefix}schema_id`, settings.schemaId],
    [`${prefix}fine_grained_access`, settings.fineGrainedAccess],
    [`${prefix}db_permissions`, settings.dbPermissions],
    [`${prefix}is_clone`, settings.isClone],
  ])
}

/**
 * Reads an instance's settings file; `undefined` when there is none.
 *
 * @throws {@link SettingsEnvFileOutdated} when a required key is missing or a UUID is none
 */
export async function readInstanceSettings(
  environment: Environment,
  file: string,
): Promise<KnownInstance | undefined> {
  const values = await readEnvFile(environment, file)
  if (values === undefined) return undefined
  const fields = new EnvFields(file, values, prefix)
  return {
    owner: fields.text('owner'),
    name: fields.text('name'),
    storageRoot: fields.text('storage_root'),
    storageRegion: fields.required('storage_region'),
    db: fields.required('db'),
    schemaStr: fields.required('schema_str'),
    id: readUuid(fields, 'id', fields.text('id')),
    gitRepo: fields.required('git_repo'),
    keepArtifactsLocal: fields.requiredFlag('keep_artifacts_local'),
    apiUrl: fields.optional('api_url'),
    schemaId: readOptionalUuid(fields, 'schema_id'),
    fineGrainedAccess: fields.optionalFlag('fine_grained_access'),
    dbPermissions: fields.optional('db_permissions'),
    isClone: fields.optionalFlag('is_clone'),
  }
}

/** Writes an instance's own settings file. Which instance is the current one stays as it is. */
export async function writeInstanceSettings(
  environment: Environment,
  settings: KnownInstance,
): Promise<void> {
  const file = instanceFile(environment, settings.owner, settings.name)
  await writePrivateText(file, formatInstanceSettings(settings))
}

/**
 * Writes an instance's settings file and makes it the current instance of this user. The copy keeps the time of the
 * original, so that the two files are told apart from two writes.
 */
export async function writeCurrentInstance(environment: Environment, settings: KnownInstance): Promise<void> {
  await writeInstanceSettings(environment, settings)
  const target = currentInstanceFile(environment)
  const { atimeMs, mtimeMs } = await stat(instanceFile(environment, settings.owner, settings.name))
  await writePrivateText(target, formatInstanceSettings(settings))
  await utimes(target, atimeMs / 1000, mtimeMs / 1000)
}

function readOptionalUuid(fields: EnvFields, name: string): string | null {
  const value = fields.optional(name)
  return value === null ? null : readUuid(fields, name, value)
}

function readUuid(fields: EnvFields, name: string, value: string): string {
  const hex = uuidHex(value)
  if (hex === undefined) throw fields.invalid(name, `is '${value}', which is no UUID.`)
  return hex
}
