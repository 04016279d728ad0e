import { isContentConflict } from '../../registry/conflicts.ts'
import { QuerySet } from '../../registry/query-set.ts'
import { instanceOf, metaOf, registryOf } from '../../registry/record-state.ts'
import type { BoundRegistry } from '../../registry/record.ts'
import type { Transform } from '../transform.ts'
import { redacted, type TransformKind } from './create-transform.ts'
import { resolveTransform } from './resolve-transform.ts'
import { keyOfSource, kindOfSource, readSourceFile, type SourceFile } from './source-file.ts'

export interface FromPathOptions {
  /** By default the path below the development folder, else the name of the file. */
  readonly key?: string | null
  /** By default `notebook` for notebooks, else `script`. */
  readonly kind?: TransformKind | null
  readonly version?: string | null
  readonly description?: string | null
}

/**
 * The saved transform of a file, with its source code.
 *
 * @throws FileNotFound @throws UpdateContext @throws CorruptNotebook
 */
export async function transformFromPath(
  registry: BoundRegistry<Transform>,
  path: string,
  options: FromPathOptions,
): Promise<Transform> {
  const source = await readSourceFile(path, () => options.description ?? null)
  const kind = options.kind ?? kindOfSource(source.path)
  const { transform, message } = await resolveTransform(registry, {
    key: options.key ?? (await keyOfSource(registry.instance.config, source.path)),
    kind,
    description: source.description,
    path: source.path,
    text: undefined,
    hash: source.hash,
    uid: undefined,
    version: options.version ?? undefined,
    isInteractive: kind === 'notebook',
  })
  registry.instance.logger.info(message)
  return (await storeSource(transform, source)) ?? transform
}

/**
 * Gives a saved transform its source code, after asking where it has another one.
 *
 * @returns the transform that has the source code now: another version, if that one had it already; nothing if the person
 *   keeps the old code
 */
export async function storeSource(transform: Transform, source: SourceFile): Promise<Transform | undefined> {
  if (transform.hash === source.hash) return transform
  const instance = instanceOf(transform)
  if (transform.hash !== null) {
    const question = `You are about to overwrite existing source code (hash '${transform.hash}') for Transform('${transform.uid}'). Proceed?`
    if (!(await instance.prompt.confirm(question))) {
      instance.logger.warning('Please re-run `db.track()` to make a new version')
      return undefined
    }
  }
  transform.sourceCode = redacted(instance, source.text)
  transform.hash = source.hash
  try {
    return await transform.save()
  } catch (error) {
    if (!isContentConflict(error, metaOf(transform))) throw error
    return replaceByHolder(transform, source)
  }
}

/** The version that has the source code already takes the place of the new one, which is deleted. */
async function replaceByHolder(transform: Transform, { hash }: SourceFile): Promise<Transform> {
  const { key } = transform
  const holder = await new QuerySet<Transform>(registryOf(transform))
    .filter({ key, hash, branch: null as never })
    .one()
  const { runs } = transform
  await runs.update({ transform: holder })
  await transform.delete({ permanent: true })
  return holder
}
