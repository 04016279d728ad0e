import { FieldValidationError, InvalidArgument, ValidationError } from '../../errors.ts'
import { checkKey, hashString, pyRepr, redactSource } from '../../identity/index.ts'
import type { Instance } from '../../instance/instance.ts'
import { checkRecord } from '../../registry/check-record.ts'
import { newRecord } from '../../registry/construct.ts'
import { TRASH } from '../../registry/delete.ts'
import { QuerySet } from '../../registry/query-set.ts'
import { metaOf, setField } from '../../registry/record-state.ts'
import { RegistryRecord, type BoundRegistry } from '../../registry/record.ts'
import { uidStartsWith } from '../../registry/uid-prefix.ts'
import { followVersion, versionedUid } from '../../registry/versions.ts'

import { idGiven } from '../artifact/artifact-options.ts'
import type { Branch } from '../branch.ts'
import type { Space } from '../space.ts'
import type { Transform } from '../transform.ts'

export const transformKinds = ['pipeline', 'notebook', 'script', 'function'] as const
export type TransformKind = (typeof transformKinds)[number]

/** What may be said of a new transform. */
export interface TransformOptions {
  /** Path-like name. */
  readonly key?: string | null
  readonly description?: string | null
  /** `pipeline` by default. */
  readonly kind?: TransformKind | null
  /** Stored without the secrets in it. */
  readonly sourceCode?: string | null
  readonly reference?: string | null
  readonly referenceType?: string | null
  readonly versionTag?: string | null
  /** The same as `versionTag`. */
  readonly version?: string | null
  /** The transform that this one is a new version of; by default the latest one of the same key. */
  readonly revises?: Transform | null
  /** Make a new transform even if one with this source code exists. */
  readonly skipHashLookup?: boolean
  /** 16 characters; names the family and the version. */
  readonly uid?: string | null
  readonly branch?: Branch | null
  readonly branchId?: number | null
  readonly space?: Space | null
  readonly spaceId?: number | null
}

const KNOWN: ReadonlySet<string> = new Set([
  'branch',
  'branchId',
  'description',
  'key',
  'kind',
  'reference',
  'referenceType',
  'revises',
  'skipHashLookup',
  'sourceCode',
  'space',
  'spaceId',
  'uid',
  'version',
  'versionTag',
] satisfies readonly (keyof TransformOptions)[])

const UID_LENGTH = 16

/**
 * A new transform, or the existing one: of the same uid, of the same key while it has no source code, or with the same
 * source code.
 */
export async function createTransform(
  registry: BoundRegistry<Transform>,
  options: TransformOptions,
): Promise<Transform> {
  checkOptions(options)
  const { uid, description = null } = options
  const branchId = idGiven('Branch', options.branch, options.branchId) ?? registry.instance.branchId
  const found = await transformToRevise(registry, options, branchId)
  const key = options.key ?? found?.revises.key ?? null
  if (found?.isSame) return withDescription(found.revises, description)
  const revises = found?.revises
  const known = await sameSource(registry, options)
  if (known) return adoptTransform(known, key, description)
  if (revises && options.key && revises.key !== options.key) {
    registry.instance.logger.info(`renaming transform ${revises.key} to ${options.key}`)
  }
  const tag = options.versionTag ?? options.version
  const newUid = await versionedUid(registry.meta, revises, tag)
  const transform = newRecord(registry, {
    uid: uid ?? newUid,
    key,
    description: description ?? revises?.description ?? null,
    kind: options.kind ?? 'pipeline',
    ...sourceFields(registry.instance, options.sourceCode ?? null),
    reference: options.reference ?? null,
    referenceType: options.referenceType ?? null,
    versionTag: tag ?? null,
    isLatest: true,
    branchId,
    spaceId: idGiven('Space', options.space, options.spaceId) ?? registry.instance.spaceId,
  })
  checkRecord(transform)
  if (revises) followVersion(transform, revises, !options.revises)
  return transform
}

/** Source code as it is stored, without secrets, and the hash of what was given. */
export function sourceFields(
  instance: Instance,
  source: string | null,
): { sourceCode: string | null; hash: string | null } {
  if (source === null) return { sourceCode: null, hash: null }
  return { sourceCode: redacted(instance, source), hash: hashString(source) }
}

/** Source code without secrets; with a warning when there were some. */
export function redacted({ logger }: Instance, source: string): string {
  const { text, redactions } = redactSource(source)
  if (redactions > 0) {
    logger.warning(
      `redacted ${redactions} secret-looking assignment(s) before persisting transform source code`,
    )
  }
  return text
}

function checkOptions(options: TransformOptions): void {
  const unknown = Object.entries(options).filter(([name, value]) => !KNOWN.has(name) && value !== undefined)
  if (unknown.length > 0) {
    throw new InvalidArgument(
      `Only ${[...KNOWN].join(', ')} can be passed, but you passed: ${pyRepr(Object.fromEntries(unknown))}`,
    )
  }
  const { uid, kind, key, revises } = options
  if (typeof uid === 'string' && uid.length !== UID_LENGTH) {
    throw new ValidationError(`\`uid\` must be exactly ${UID_LENGTH} characters long, got ${uid.length}.`)
  }
  if (typeof key === 'string') checkKey(key)
  checkKind(kind)
  if (revises === undefined || revises === null) return
  const isTransform = (revises as unknown) instanceof RegistryRecord && metaOf(revises).name === 'Transform'
  if (!isTransform) throw new InvalidArgument('`revises` has to be of type `Transform`')
}

/** @throws FieldValidationError for a kind that transforms do not have */
export function checkKind(kind: string | null | undefined): void {
  if (kind === null || kind === undefined || (transformKinds as readonly string[]).includes(kind)) return
  const valid = [...transformKinds].sort((a, b) => a.localeCompare(b)).join(', ')
  throw new FieldValidationError(
    `\n  kind: ${kind} is not a valid value\n    → Valid values are: ${valid}\n  `,
  )
}

/** The version before the new one; `isSame` when no new one is to be made. */
async function transformToRevise(
  registry: BoundRegistry<Transform>,
  { revises, uid, key }: TransformOptions,
  branchId: number,
): Promise<{ readonly revises: Transform; readonly isSame: boolean } | undefined> {
  const { logger } = registry.instance
  if (revises) return { revises, isSame: false }
  if (typeof uid === 'string') {
    const [head] = await heads(registry)
      .where(uidStartsWith(registry.meta, uid.slice(0, 12)))
      .limit(1)
    if (!head) return undefined
    const isSame = head.uid === uid
    if (isSame && head.key !== key) logger.warning('ignoring inconsistent key')
    return { revises: head, isSame }
  }
  if (typeof key !== 'string') return undefined
  const candidates = await heads(registry)
    .exclude({ branchId: TRASH })
    .filter({ key, branch: null as never })
    .limit(100)
  const head = candidates.find((candidate) => candidate.branchId === branchId) ?? candidates[0]
  if (!head) return undefined
  const isSame = head.sourceCode === null
  if (isSame) {
    logger.info('no source code was yet saved, returning existing transform with same key')
  }
  return { revises: head, isSame }
}

/** Latest versions on all branches, newest first. */
const heads = (registry: BoundRegistry<Transform>): QuerySet<Transform> =>
  new QuerySet<Transform>(registry)
    .filter({ isLatest: true, branch: null as never })
    .orderBy('-createdAt', '-id')

async function sameSource(
  registry: BoundRegistry<Transform>,
  { sourceCode, skipHashLookup }: TransformOptions,
): Promise<Transform | undefined> {
  if (typeof sourceCode !== 'string' || skipHashLookup) return undefined
  const hash = hashString(sourceCode)
  const [known] = await heads(registry).exclude({ branchId: TRASH }).filter({ hash }).limit(1)
  return known
}

function adoptTransform(known: Transform, key: string | null, description: string | null): Transform {
  if (key !== null && known.key !== key) {
    metaOf(known).registry.instance.logger.warning(
      `key ${known.key} on existing transform differs from passed key ${key}, keeping original key; update manually if needed or pass skipHashLookup if you want to duplicate the transform`,
    )
  }
  return withDescription(known, description)
}

function withDescription(transform: Transform, description: string | null): Transform {
  if (description !== null) setField(transform, 'description', description)
  return transform
}
