import { FileNotFound, InvalidArgument, NotSupported } from '../../errors.ts'
import type { Artifact } from '../artifact.ts'
import { placeOf } from './artifact-path.ts'
import { ARTIFACT } from './artifact-state.ts'
import { isStoring } from './storing-flag.ts'

/**
 * Local path of the content of an artifact: where it lies, for local storage locations; the source of an unsaved one.
 *
 * @throws FileNotFound when the content is not where the row says
 * @throws InvalidArgument while the content is on its way into storage
 */
export async function cachedPath(artifact: Artifact): Promise<string> {
  const { source } = artifact[ARTIFACT]
  if (source) return source.path
  const { driver, key } = await placeOf(artifact)
  const path = driver.locate(key)
  if (driver.type !== 'local') {
    throw new NotSupported(`'${path}' cannot be cached: '${driver.type}' storage is not supported.`)
  }
  if (isStoring(artifact)) {
    throw new InvalidArgument(
      `The content of artifact '${artifact.uid}' is not in storage yet: storing it is under way or was cut off.`,
      { hint: 'Wait, or create the artifact from the same file again and save it.' },
    )
  }
  if ((await driver.stat(key)) === undefined) throw new FileNotFound(path)
  return path
}
