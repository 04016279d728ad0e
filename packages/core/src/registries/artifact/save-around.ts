import { InvalidArgument } from '../../errors.ts'
import type { SaveAround } from '../../registry/registry-options.ts'
import type { Artifact } from '../artifact.ts'
import { changesPlace } from './placed-fields.ts'
import { isToStore, prepareStoring, undoPreparing } from './prepare-storing.ts'
import { storeContents } from './store-contents.ts'

/**
 * Saving an artifact in two phases that no crash can part: the row is committed with a flag that says that content is on
 * its way, the content is put at its place, the flag is cleared. A row with the flag claims nothing; making the artifact
 * again finds it and stores its content.
 */
export const storeAroundSave: SaveAround = {
  before: (records) => prepareStoring(records as readonly Artifact[]),
  after: (records) => storeContents(records as readonly Artifact[]),
  failed: (records) => undoPreparing(records as readonly Artifact[]),
  checkNested(record) {
    const artifact = record as Artifact
    if (!isToStore(artifact) && !changesPlace(artifact)) return
    throw new InvalidArgument(
      'An artifact whose content is to be stored cannot be saved within a transaction.',
      { hint: 'Save it before the transaction begins.' },
    )
  },
}
