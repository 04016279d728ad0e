import type { InstanceConfig } from '@lamindb/core'

import { databaseUrlToOpen } from './instance-database.ts'
import type { SetupContext } from '../context/setup-context.ts'
import { readContextChoice } from '../settings/branch-context.ts'
import { ensureCacheDirectory } from '../settings/cache-directory.ts'
import type { CurrentUser } from '../settings/current-user.ts'
import { currentDevDir } from '../settings/dev-dir.ts'
import { slugOf, type KnownInstance } from '../settings/instance-settings.ts'

/**
 * Everything that core needs to open an instance: what its settings say, for this user, with the cache, the
 * development directory, branch and space that apply in the working directory.
 */
export async function buildInstanceConfig(
  context: SetupContext,
  settings: KnownInstance,
  user: CurrentUser,
): Promise<InstanceConfig> {
  const { environment } = context
  const { instanceUid } = await import('@lamindb/core/identity')
  const [cacheDir, devDir, branch, space] = await Promise.all([
    ensureCacheDirectory(context),
    currentDevDir(environment, slugOf(settings)),
    readContextChoice(environment, 'branch', settings),
    readContextChoice(environment, 'space', settings),
  ])
  return {
    owner: settings.owner,
    name: settings.name,
    id: settings.id,
    uid: instanceUid(settings.id),
    storageRoot: settings.storageRoot,
    db: databaseUrlToOpen(context, settings),
    user: { uid: user.uid, handle: user.handle, name: user.name },
    cacheDir,
    devDir,
    branchUid: branch?.uid,
    spaceUid: space?.uid,
  }
}
