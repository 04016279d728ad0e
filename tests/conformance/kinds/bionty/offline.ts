import type { WorldInstance } from '../../world/world-instance.ts'

/** Contents of sources come from a folder, or from what bionty brings along, never from the network. */
export function offline({ db }: WorldInstance, folder?: string): void {
  const { settings } = Reflect.get(db, 'bionty') as {
    readonly settings: { sourceFolder: string; download: boolean }
  }
  if (folder !== undefined) settings.sourceFolder = folder
  settings.download = false
}
