import type { KnownInstance, SetupContext } from '@lamindb/setup'

import type { InstanceLocation } from './connect-options.ts'
import { NoInstanceInStorage } from './errors.ts'

/**
 * Settings of the instance at a location, read from the marker of its storage location, completed by what this machine
 * knows of the instance.
 *
 * @throws {@link NoInstanceInStorage}
 */
export async function settingsAt(
  { environment }: SetupContext,
  { storage: given, db, modules, name: givenName }: InstanceLocation,
): Promise<KnownInstance> {
  const [{ normalizeRoot, openStorage, parseStorageMarker, storageMarkerKey }, setup] = await Promise.all([
    import('@lamindb/storage'),
    import('@lamindb/setup'),
  ])
  const { workingDirectory, home: homeDirectory } = environment
  const storageRoot = await normalizeRoot(given, { workingDirectory, homeDirectory })
  const bytes = await (await openStorage(storageRoot)).read(storageMarkerKey)
  const marker = bytes === undefined ? '' : new TextDecoder().decode(bytes)
  const id = parseStorageMarker(marker)?.instanceId
  if (id === undefined) throw new NoInstanceInStorage(storageRoot)
  const [owner = 'anonymous', name = 'unnamed'] = slugIn(marker) ?? ['anonymous', givenName]
  const known = await setup.findInstanceSettings(environment, { owner, name })
  const isSame = known?.id === id
  return {
    ...(isSame ? known : setup.unsetSettings),
    id,
    owner,
    name: givenName ?? name,
    storageRoot,
    db: db ?? (isSame ? known.db : null),
    schemaStr: modulesText(modules) ?? (isSame ? known.schemaStr : null),
  }
}

/** `owner/name` of the instance that made a storage location. */
function slugIn(marker: string): readonly string[] | undefined {
  const [, owner, name] = /^instance_slug=([^/\s]+)\/([^/\s]+)$/m.exec(marker) ?? []
  return owner === undefined || name === undefined ? undefined : [owner, name]
}

function modulesText(modules: InstanceLocation['modules']): string | undefined {
  return typeof modules === 'string' || modules === undefined ? modules : modules.join(',')
}
