import { unsetSettings, type KnownInstance } from '../settings/instance-settings.ts'

/** Settings of an instance as a local `init` writes them. */
export function exampleInstance(changes: Partial<KnownInstance> = {}): KnownInstance {
  return {
    owner: 'anonymous',
    name: 'mydata',
    storageRoot: '/data/mydata',
    db: null,
    schemaStr: 'bionty',
    id: '3fae3ac9c7685a6396f2d619d4a5b2bf',
    ...unsetSettings,
    ...changes,
  }
}
