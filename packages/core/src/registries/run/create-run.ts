import { InvalidArgument } from '../../errors.ts'
import { pyRepr } from '../../identity/index.ts'
import { checkRecord } from '../../registry/check-record.ts'
import { newRecord } from '../../registry/construct.ts'
import { isNew } from '../../registry/record-state.ts'
import { RegistryRecord, type BoundRegistry } from '../../registry/record.ts'
import type { Artifact } from '../artifact.ts'
import type { Branch } from '../branch.ts'
import type { Run } from '../run.ts'
import type { Space } from '../space.ts'
import type { Transform } from '../transform.ts'
import { runStatus } from './run-status.ts'

/** What may be said of a new run. */
export interface RunCreateOptions {
  readonly transform: Transform
  readonly name?: string | null
  readonly description?: string | null
  /** Function or script inside the transform that was called. */
  readonly entrypoint?: string | null
  readonly params?: { readonly [name: string]: unknown } | null
  readonly reference?: string | null
  readonly referenceType?: string | null
  readonly initiatedByRun?: Run | null
  readonly report?: Artifact | null
  readonly plan?: Artifact | null
  /** `scheduled` by default. */
  readonly status?: 'scheduled' | 'started'
  readonly cliArgs?: string | null
  readonly branch?: Branch | null
  readonly branchId?: number | null
  readonly space?: Space | null
  readonly spaceId?: number | null
}

const KNOWN: ReadonlySet<string> = new Set([
  'branch',
  'branchId',
  'cliArgs',
  'description',
  'entrypoint',
  'initiatedByRun',
  'name',
  'params',
  'plan',
  'reference',
  'referenceType',
  'report',
  'space',
  'spaceId',
  'status',
  'transform',
] satisfies readonly (keyof RunCreateOptions)[])

/** @throws InvalidArgument for unknown options, an unsaved transform and a status that new runs do not have */
export function createRun(registry: BoundRegistry<Run>, options: RunCreateOptions): Run {
  const unknown = Object.entries(options).filter(([name, value]) => !KNOWN.has(name) && value !== undefined)
  const { transform, status = 'scheduled', ...fields } = options
  if (!((transform as unknown) instanceof RegistryRecord)) {
    throw new InvalidArgument('Pass transform parameter')
  }
  if (isNew(transform)) {
    throw new InvalidArgument('Please save transform record before creating a run')
  }
  if (status !== 'scheduled' && status !== 'started') {
    throw new InvalidArgument(`status must be 'scheduled' or 'started', but you passed: ${pyRepr(status)}.`)
  }
  if (unknown.length > 0) {
    throw new InvalidArgument(
      `Only ${[...KNOWN].join(', ')} can be passed, but you passed: ${pyRepr(Object.fromEntries(unknown))}`,
    )
  }
  const run = newRecord(registry, { ...fields, transform, _statusCode: runStatus.code(status) })
  checkRecord(run)
  return run
}
