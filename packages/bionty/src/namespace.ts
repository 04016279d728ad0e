import type { Instance } from '@lamindb/core'

import { biontySettingsOf, type BiontySettings } from './organism/bionty-settings.ts'
import type { SyncPublicSourcesOptions } from './source/sync-public-sources.ts'

/** What `db.bionty` offers beside the registries. */
export interface BiontyNamespace {
  readonly settings: BiontySettings
  /**
   * Brings the registry of sources up to the list of this release.
   *
   * @example await db.bionty.syncPublicSources({ updateCurrentlyUsed: true })
   */
  syncPublicSources(options?: SyncPublicSourcesOptions): Promise<void>
}

export const namespace = (instance: Instance): BiontyNamespace => ({
  settings: biontySettingsOf(instance),
  async syncPublicSources(options) {
    const { syncPublicSources } = await import('./source/sync-public-sources.ts')
    await syncPublicSources(instance, options)
  },
})
