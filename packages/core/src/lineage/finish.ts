import { InvalidArgument, TrackNotCalled } from '../errors.ts'
import type { Instance } from '../instance/instance.ts'
import { runStatusCodes } from '../registries/run/run-status.ts'
import type { Run } from '../registries/run.ts'
import { readSourceFile } from '../registries/transform/source-file.ts'
import { storeSource } from '../registries/transform/store-source.ts'
import type { Transform } from '../registries/transform.ts'
import { storeRunArtifact } from './environment.ts'

export interface FinishOptions {
  /** How the run ended; `completed` by default. */
  readonly status?: 'completed' | 'errored' | 'aborted'
  /** File with what the program printed; becomes the report of the run. */
  readonly report?: string
}

/**
 * Ends the tracked run. Records that were taken from the context stay as they are; the context forgets the run, but not
 * project, space and branch.
 *
 * @throws TrackNotCalled @throws FileNotFound when the notebook is gone
 */
export async function finish(instance: Instance, { status, report }: FinishOptions): Promise<void> {
  const { context } = instance
  const { run, transform, path } = context
  if (!run || !transform) throw new TrackNotCalled('Please run `db.track()` before `db.finish()`')
  const isFile = transform.kind === 'script' || transform.kind === 'notebook'
  if (path === undefined && isFile) {
    throw new InvalidArgument(
      "Transform type is not allowed to be 'script' or 'notebook' because `context._path` is `None`.",
    )
  }
  if (path !== undefined && transform.kind === 'notebook') await storeNotebook(run, transform, path)
  // Runs of pieces of code keep the status `started`, as the reference leaves them.
  if (status !== undefined || path !== undefined) run._statusCode = runStatusCodes[status ?? 'completed']
  run.finishedAt = instance.clock.now()
  if (report !== undefined) {
    run.set({ report: await storeRunArtifact(instance, report, `log streams of run ${run.uid}`) })
  }
  await run.save()
  context.reset()
}

/** The code of a notebook as it is at the end; where a version has it already, the run is one of that version. */
async function storeNotebook(run: Run, transform: Transform, path: string): Promise<void> {
  const source = await readSourceFile(path, () => transform.description)
  const stored = await storeSource(transform, source)
  if (stored && stored !== transform) await run.refresh()
}
