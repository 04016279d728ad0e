/**
 * Points in the save of one artifact, in order: the row is committed and says that content is on its way; the content
 * lies at its place; content that it replaces is gone; the row says that the content is there.
 */
export type ArtifactSaveStep = 'row written' | 'content stored' | 'stale content removed' | 'row completed'

/** Watches how far saves have come. Tests interrupt them at every step. */
export interface ArtifactSaveObserver {
  reached(step: ArtifactSaveStep, uid: string): void | Promise<void>
}

export const silentObserver: ArtifactSaveObserver = { reached: () => undefined }
