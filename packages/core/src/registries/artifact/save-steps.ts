/**
 * Points in the save of one artifact, in order. Where its content moves: the row says that content is being moved, the
 * content lies at its new place. Where content is stored: the row is committed and says that content is on its way; the
 * content lies at its place; content that it replaces is gone; the row says that the content is there.
 */
export type ArtifactSaveStep =
  | 'move marked'
  | 'content moved'
  | 'row written'
  | 'content stored'
  | 'stale content removed'
  | 'row completed'

/** Watches how far saves have come. Tests interrupt them at every step. */
export interface ArtifactSaveObserver {
  reached(step: ArtifactSaveStep, uid: string): void | Promise<void>
}

export const silentObserver: ArtifactSaveObserver = { reached: () => undefined }
