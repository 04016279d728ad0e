import type { DatabaseTransaction } from '../database/database.ts'
import type { Branch } from '../registries/branch.ts'
import type { Project } from '../registries/project.ts'
import type { Run } from '../registries/run.ts'
import { RUN_KIND } from '../registries/run/run-kind.ts'
import type { Space } from '../registries/space.ts'
import type { Transform } from '../registries/transform.ts'
import { addLinks } from '../registry/links.ts'
import { fieldOf, metaOf } from '../registry/record-state.ts'
import type { RegistryRecord } from '../registry/record.ts'

/** Registries whose records are linked to the project of the context when they are saved. */
const LINKED_TO_PROJECT: ReadonlySet<string> = new Set([
  'Artifact',
  'Collection',
  'Feature',
  'Reference',
  'Run',
  'Schema',
  'Transform',
  'ULabel',
])

/** The transform and the run that a program is, once it called `track()`, and what else holds for records it makes. */
export class RunContext {
  /** Uid that the next `track()` uses, 12 or 16 characters. */
  uid: string | undefined
  /** Version tag for the transform of the next `track()`. */
  version: string | undefined
  /** Description for the transform of the next `track()`. */
  description: string | undefined
  transform: Transform | undefined
  run: Run | undefined
  /** File of the tracked program; none for tracked pieces of source code. */
  path: string | undefined
  /** Linked to everything that is saved from `track({ project })` on; survives `finish()`. */
  project: Project | undefined
  /** Takes precedence over the space of the settings. */
  space: Space | undefined
  /** Takes precedence over the branch of the settings. */
  branch: Branch | undefined

  /** Forgets the run, but not project, space and branch. */
  reset(): void {
    this.uid = undefined
    this.version = undefined
    this.description = undefined
    this.transform = undefined
    this.run = undefined
    this.path = undefined
  }

  /** @internal Links a record that was just written to the project of the context. */
  async linkProject(trx: DatabaseTransaction, record: RegistryRecord): Promise<void> {
    if (!this.project || !LINKED_TO_PROJECT.has(metaOf(record).name)) return
    const relation = metaOf(record).relations.get('projects')
    if (relation?.kind !== 'through' || fieldOf(record, 'kind') === RUN_KIND) return
    await addLinks(trx, relation, record.id, [this.project.id], {})
  }
}
