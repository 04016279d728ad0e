import { sql } from 'kysely'

import { InvalidArgument, UpdateContext, VersionTaken } from '../../errors.ts'
import { bumpVersion, incrementBase62, randomUid, stemUid, versionSuffix } from '../../identity/index.ts'
import { QuerySet } from '../../registry/query-set.ts'
import type { BoundRegistry } from '../../registry/record.ts'
import { uidStartsWith } from '../../registry/uid-prefix.ts'
import { columnRef } from '../../registry/where.ts'
import type { Transform } from '../transform.ts'
import { createTransform, sourceFields, type TransformKind } from './create-transform.ts'

const STEM_LENGTH = 12
const UID_LENGTH = 16

/** A piece of source code for which the transform is looked for. */
export interface TrackedSource {
  readonly key: string
  readonly kind: TransformKind
  readonly description: string | null
  /** Absolute path of the file; none for a piece of code. */
  readonly path: string | undefined
  /** Stored at once when there is no file. */
  readonly text: string | undefined
  /** Hash of the text as it is. */
  readonly hash: string
  /** 12 characters name a family, 16 a version. */
  readonly uid: string | undefined
  readonly version: string | undefined
  /** A notebook that a person works on: its text may change until it is finished. */
  readonly isInteractive: boolean
}

/** Which transform the source code is, and under which key. */
interface Resolution {
  readonly transform: Transform | undefined
  readonly uid: string | undefined
  readonly key: string
}

/**
 * Finds or makes the transform that a piece of source code is.
 *
 * @returns the saved transform, and what was done in words
 * @throws UpdateContext when the stored version has other source code, or is another user's draft
 * @throws InvalidArgument for a uid of another length, and for a version tag that contradicts the stored one
 */
export async function resolveTransform(
  registry: BoundRegistry<Transform>,
  source: TrackedSource,
): Promise<{ readonly transform: Transform; readonly message: string }> {
  const resolution = await resolve(registry, source)
  await checkVersion(registry, source, resolution)
  const { transform, uid, key } = resolution
  if (transform) return { transform, message: await loadTransform(transform, source, key) }
  const { version, description, kind, text } = source
  const made = await createTransform(registry, {
    key,
    kind,
    description,
    ...(uid !== undefined && { uid }),
    ...(version !== undefined && { versionTag: version }),
    skipHashLookup: true,
  })
  if (text !== undefined) Object.assign(made, sourceFields(registry.instance, text))
  await made.save()
  return { transform: made, message: `created Transform('${made.uid}', key='${made.key}')` }
}

async function resolve(registry: BoundRegistry<Transform>, source: TrackedSource): Promise<Resolution> {
  const { uid, key, hash } = source
  if (uid?.length === UID_LENGTH) {
    const transform = await transforms(registry).filter({ uid }).first()
    return { transform, uid, key }
  }
  if (uid !== undefined) return resolveFamily(registry, source, uid)
  const same = await transforms(registry).filter({ hash }).first()
  if (!same) return resolveByKey(registry, source)
  if (same.key.endsWith(key) || (await isRenamed(registry, same, source)))
    return versionFor(same, source, key)
  return { transform: undefined, uid: undefined, key }
}

async function resolveFamily(
  registry: BoundRegistry<Transform>,
  source: TrackedSource,
  uid: string,
): Promise<Resolution> {
  if (uid.length !== STEM_LENGTH) {
    throw new InvalidArgument(
      `Please pass an auto-generated uid instead of "${uid}". Resolve by running: db.track("${randomUid(STEM_LENGTH)}")`,
    )
  }
  const newest = await transforms(registry)
    .where(uidStartsWith(registry.meta, uid))
    .orderBy('-createdAt', '-id')
    .first()
  if (newest) return versionFor(newest, source, source.key)
  return { transform: undefined, uid: `${uid}0000`, key: source.key }
}

/** Transforms whose key ends with that of the source; the one counts whose whole key the path contains. */
async function resolveByKey(registry: BoundRegistry<Transform>, source: TrackedSource): Promise<Resolution> {
  const { meta, instance } = registry
  const { path, key } = source
  const column = columnRef(meta, 'key')
  const candidates = transforms(registry).filter({ key: { $endsWith: key }, isLatest: true })
  if (path !== undefined) {
    const occurs =
      instance.dialect === 'sqlite' ? sql`instr(${path}, ${column})` : sql`strpos(${path}, ${column})`
    const found = await candidates.where(sql<boolean>`${occurs} > 0`)
    const [deepest] = found.sort((a, b) => slashes(b.key) - slashes(a.key))
    if (deepest) return versionFor(deepest, source, deepest.key)
  }
  const others = await candidates.orderBy('-id').limit(11)
  if (others.length > 0) {
    const shown = others.slice(0, 10).map((other) => `    ${other.uid} → ${other.key}`)
    instance.logger.info(
      `ignoring transform${others.length > 1 ? 's' : ''} with same filename in different folder:\n${shown.join('\n')}`,
    )
  }
  return { transform: undefined, uid: `${randomUid(STEM_LENGTH)}0000`, key }
}

const slashes = (key: string): number => key.split('/').length

/** Same source code under another key: renamed, or copied on purpose. Where nobody can be asked it counts as renamed. */
async function isRenamed(
  { instance }: BoundRegistry<Transform>,
  same: Transform,
  { kind, key }: TrackedSource,
): Promise<boolean> {
  if (instance.prompt.isInteractive === false) return true
  const choice = await instance.prompt.choose(
    `Found transform with same hash but different key: ${same.key}. Did you rename your ${kind} to ${key} or intentionally make a copy?`,
    ['renamed', 'copied'],
  )
  return choice === 0
}

/** The version that the source code is: the given one, unless it has other source code or is another user's draft. */
function versionFor(transform: Transform, source: TrackedSource, key: string): Resolution {
  const { instance } = transform.constructor as unknown as BoundRegistry<Transform>
  const isMine = transform.createdById === instance.userId
  const isSame = transform.hash === source.hash
  if ((transform.sourceCode === null && isMine) || (isSame && !source.isInteractive)) {
    return { transform, uid: transform.uid, key }
  }
  const reason =
    isSame && source.isInteractive
      ? ' -- anticipating changes'
      : isMine
        ? ''
        : ' -- another user already works on this draft'
  instance.logger.info(`found ${transform.kind} ${transform.key}, making new version${reason}`)
  return { transform: undefined, uid: followingUid(transform.uid), key }
}

const followingUid = (uid: string): string => stemUid(uid) + incrementBase62(versionSuffix(uid))

async function checkVersion(
  registry: BoundRegistry<Transform>,
  { version }: TrackedSource,
  { transform, uid }: Resolution,
): Promise<void> {
  if (version === undefined) return
  const stored = transform?.versionTag ?? null
  if (stored !== null && stored !== version) {
    throw new InvalidArgument(
      `Transform is already tagged with version ${stored}, but you passed ${version}`,
      { hint: `To change it, set it outside of track(): transform.versionTag = '${version}', then save it.` },
    )
  }
  if (uid?.length !== UID_LENGTH) return
  const holder = await transforms(registry)
    .filter({ versionTag: version })
    .where(uidStartsWith(registry.meta, stemUid(uid)))
    .first()
  if (holder && holder.uid !== uid) {
    throw new VersionTaken(version, holder.uid, bumpVersion(version, 'minor', 'ignore'))
  }
}

/** Brings a stored transform up to date. @throws UpdateContext */
async function loadTransform(transform: Transform, source: TrackedSource, key: string): Promise<string> {
  const { instance } = transform.constructor as unknown as BoundRegistry<Transform>
  const hadSource = transform.sourceCode !== null
  let message = ''
  if (transform.key !== key) {
    message = `renaming transform ${transform.key} to ${key}, `
    transform.key = key
  } else if (source.description !== null && transform.description !== source.description) {
    transform.description = source.description
    message = 'updated transform description, '
  } else if (transform.createdById !== instance.userId && !hadSource) {
    throw await foreignDraft(transform)
  }
  if (transform.reference !== null) message += 'updated transform reference, '
  // A reference comes from the git repository; without one in use there is none.
  transform.reference = null
  transform.referenceType = null
  await transform.save()
  if (hadSource && (source.isInteractive || transform.hash !== source.hash)) {
    const what = source.isInteractive
      ? 're-running notebook with already-saved source code'
      : 'source code changed'
    throw new UpdateContext(
      `✗ ${what}, please update the \`uid\` argument in \`track()\` to "${followingUid(transform.uid)}"`,
    )
  }
  return `${message}loaded Transform('${transform.uid}', key='${transform.key}')`
}

async function foreignDraft(transform: Transform): Promise<UpdateContext> {
  const { name, handle } = await transform.createdBy
  return new UpdateContext(`${String(name)} (${handle}) already works on this draft ${transform.kind}.`, {
    hint: `Make a revision with db.track("${followingUid(transform.uid)}"), or a new transform with another key and db.track("${randomUid(STEM_LENGTH)}0000").`,
  })
}

/** On the default branches. */
const transforms = (registry: BoundRegistry<Transform>): QuerySet<Transform> =>
  new QuerySet<Transform>(registry).filter({})
