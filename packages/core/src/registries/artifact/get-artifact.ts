import { notFound } from '../../registry/get.ts'
import { QuerySet } from '../../registry/query-set.ts'
import type { BoundRegistry } from '../../registry/record.ts'
import type { Artifact } from '../artifact.ts'
import { asInput, type GetOptions } from '../get-input.ts'
import { getByPath } from './artifact-by-path.ts'

/** One artifact by what `get` takes, or by where its content is. */
export async function getArtifact(
  registry: BoundRegistry<Artifact>,
  key: string | number | object,
  options: GetOptions,
): Promise<Artifact> {
  const path = typeof key === 'object' && key !== null && 'path' in key ? key.path : undefined
  if (typeof path !== 'string') {
    const found = await new QuerySet<Artifact>(registry).get(key)
    return asInput(found, options)
  }
  const found = await getByPath(registry, path)
  if (!found) throw notFound(registry, undefined)
  return asInput(found, options)
}
