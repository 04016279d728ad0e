import type { SetupContext } from '../context/setup-context.ts'
import { CurrentInstanceNotConfigured, InstanceNotFoundError } from '../errors.ts'
import { hubHostsOf } from '../naming/hub-hosts.ts'
import { parseInstanceIdentifier } from '../naming/instance-identifier.ts'
import { findCurrentInstance, findInstanceSettings } from '../settings/current-instance.ts'
import { peekUserHandle } from '../settings/current-user.ts'
import { slugOf, type KnownInstance } from '../settings/instance-settings.ts'

/**
 * Settings of the instance with this identifier; without one, of the instance that `LAMIN_CURRENT_INSTANCE` names, else
 * of the current one.
 *
 * @throws {@link InvalidInstanceIdentifier}
 * @throws {@link InstanceNotFoundError} when this machine has no settings of it
 * @throws {@link CurrentInstanceNotConfigured} when there is no identifier and no current instance
 */
export async function requireInstance(context: SetupContext, identifier?: string): Promise<KnownInstance> {
  const { environment } = context
  const named = identifier ?? environment.currentInstance
  if (named === undefined) {
    const current = await findCurrentInstance(context)
    if (current === undefined) throw new CurrentInstanceNotConfigured()
    return current.settings
  }
  const identity = parseInstanceIdentifier(named, await peekUserHandle(environment), hubHostsOf(environment))
  const settings = await findInstanceSettings(environment, identity)
  if (settings === undefined) throw new InstanceNotFoundError(slugOf(identity))
  return settings
}
