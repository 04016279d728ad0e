import type { Instance } from '@lamindb/core'

import { openKnownInstance, type OpenOptions } from './open-known-instance.ts'
import { requireInstance } from './require-instance.ts'
import type { SetupContext } from '../context/setup-context.ts'

/**
 * Opens an instance; the settings of this machine stay as they are.
 *
 * @param identifier - `owner/name`, a name of one's own or a hub address; without it, what `LAMIN_CURRENT_INSTANCE`
 * names, else the instance of this directory or of this user
 * @throws {@link CurrentInstanceNotConfigured} {@link InstanceNotFoundError} {@link InvalidInstanceIdentifier}
 * @throws what {@link openKnownInstance} throws
 * @example await using db = await connect(createSetupContext(), 'lab/mydata')
 */
export async function connect(
  context: SetupContext,
  identifier?: string,
  options: OpenOptions = {},
): Promise<Instance> {
  return openKnownInstance(context, await requireInstance(context, identifier), options)
}
