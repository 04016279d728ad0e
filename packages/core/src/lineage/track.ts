import { InvalidArgument, MissingContextUid } from '../errors.ts'
import type { Instance } from '../instance/instance.ts'
import type { ValuesOfFeatures } from '../registries/annotation.ts'
import type { Artifact } from '../registries/artifact.ts'
import type { Branch } from '../registries/branch.ts'
import type { Project } from '../registries/project.ts'
import type { Run } from '../registries/run.ts'
import { runStatusCodes } from '../registries/run/run-status.ts'
import type { Space } from '../registries/space.ts'
import type { Transform } from '../registries/transform.ts'
import type { TransformKind } from '../registries/transform/create-transform.ts'
import { resolveTransform } from '../registries/transform/resolve-transform.ts'
import {
  keyOfSource,
  kindOfSource,
  readSourceFile,
  type SourceFile,
} from '../registries/transform/source-file.ts'
import { storeSource } from '../registries/transform/store-source.ts'
import { hashString } from '../identity/index.ts'
import { QuerySet } from '../registry/query-set.ts'
import { isNew } from '../registry/record-state.ts'
import { namedRecord, type Named } from './context-records.ts'
import { findLockFile, storeEnvironment } from './environment.ts'
import { serializeParams, type RunParams } from './params.ts'

/** The program that a run executes: a file, a piece of source code, or a transform that exists. */
export interface TrackOptions {
  /** Uid of 12 (family) or 16 characters (version), or a transform of kind `pipeline` or `function`. */
  readonly transform?: Transform | string | null
  /** Path of the program. */
  readonly path?: string | null
  /** The code itself, where there is no file; needs a `key`. */
  readonly sourceCode?: string | null
  /** Key of the transform; by default the path below the development folder, else the name of the file. */
  readonly key?: string | null
  readonly kind?: TransformKind | null
  readonly description?: string | null
  /** Version tag of the transform. */
  readonly version?: string | null
  /** Record, name or uid; linked to all that is saved from now on. */
  readonly project?: Named<Project> | null
  /** Record, name or uid; where new records go from now on. */
  readonly space?: Named<Space> | null
  /** Record, name or uid; where new records go from now on. */
  readonly branch?: Named<Branch> | null
  /** Record, key or uid. */
  readonly plan?: Named<Artifact> | null
  readonly params?: RunParams | null
  /** Values of features for the run. */
  readonly features?: ValuesOfFeatures | null
  /** False to continue my latest run of the transform; by default a new run, but for notebooks. */
  readonly newRun?: boolean | null
  /** Function inside the program that was called. */
  readonly entrypoint?: string | null
  /** Record or uid. */
  readonly initiatedByRun?: Named<Run> | null
  /** How the program was called from the command line. */
  readonly cli?: { readonly program: string; readonly args: readonly string[] } | null
  /** File that identifies the environment, or false; by default the lock file found from the program's folder upwards. */
  readonly environment?: string | false | null
}

/**
 * Makes this program a transform and this execution a run: what is created from now on has the run, what is read becomes
 * its input.
 *
 * @returns the run; nothing when the instance was opened for reading only
 * @throws InvalidArgument for unknown names @throws UpdateContext when the stored version has other source code
 * @throws MissingContextUid when nothing says what the program is @throws ValidationError for features that do not hold
 */
export async function track(instance: Instance, options: TrackOptions): Promise<Run | undefined> {
  if (instance.database.readOnly) {
    instance.logger.warning('skipping track(), connected in read-only mode')
    return undefined
  }
  const related = await setContext(instance, options)
  const { transform, source, message } = await trackedTransform(instance, options)
  const { run, message: started } = await startRun(instance, options, transform, related)
  const { context } = instance
  context.transform = transform
  context.path = source?.path
  if (options.params) run.params = serializeParams(options.params, instance.logger)
  if (options.cli) run.cliArgs = options.cli.args.join(' ')
  await run.save()
  context.run = run
  if (options.features) await run.features.addValues(options.features)
  // Links a transform that was loaded, and hence not saved above, to the project.
  if (context.project) await transform.save()
  instance.logger.info(`${message}${started}`)
  if (source) await storeProgram(instance, options, run, source)
  return run
}

interface RelatedRecords {
  readonly plan: Artifact | undefined
  readonly initiatedByRun: Run | undefined
}

async function setContext(instance: Instance, options: TrackOptions): Promise<RelatedRecords> {
  const project = await namedRecord<Project>(instance, 'Project', options.project, ['name'])
  const space = await namedRecord<Space>(instance, 'Space', options.space, ['name'])
  const branch = await namedRecord<Branch>(instance, 'Branch', options.branch, ['name'])
  const plan = await namedRecord<Artifact>(instance, 'Artifact', options.plan, ['key'])
  const initiatedByRun = await namedRecord<Run>(instance, 'Run', options.initiatedByRun, [])
  const { context } = instance
  context.project = project ?? context.project
  context.space = space ?? context.space
  context.branch = branch ?? context.branch
  return { plan, initiatedByRun }
}

interface TrackedTransform {
  readonly transform: Transform
  readonly source: SourceFile | undefined
  readonly message: string
}

async function trackedTransform(instance: Instance, options: TrackOptions): Promise<TrackedTransform> {
  const { transform } = options
  if (typeof transform === 'object' && transform !== null) return givenTransform(transform)
  const { context } = instance
  const describe = (heading: string | null): string | null =>
    options.description ?? heading ?? context.description ?? cliDescription(options)
  const source = await readSource(options, describe)
  const { text, hash, path } = source ?? pieceOfCode(options)
  const kind = options.kind ?? (source ? kindOfSource(source.path) : 'function')
  const key = options.key ?? (source && (await keyOfSource(instance.config, source.path)))
  if (!key) throw new InvalidArgument('`key` cannot be `None` when `source_code` is passed to `track()`.')
  const resolved = await resolveTransform(instance.Transform as never, {
    key,
    kind,
    description: source ? source.description : describe(null),
    path,
    text: source ? undefined : text,
    hash,
    uid: transform ?? context.uid,
    version: options.version ?? context.version,
    isInteractive: kind === 'notebook',
  })
  return { ...resolved, source }
}

async function givenTransform(transform: Transform): Promise<TrackedTransform> {
  if (transform.kind === 'notebook' || transform.kind === 'script') {
    throw new InvalidArgument(
      'Use `track()` without passing transform in a notebook or script - metadata is automatically parsed',
    )
  }
  const verb = isNew(transform) ? 'created' : 'loaded'
  if (isNew(transform)) await transform.save()
  const message = `${verb} Transform('${transform.uid}', key='${transform.key}')`
  return { transform, source: undefined, message }
}

const cliDescription = ({ cli }: TrackOptions): string | null =>
  cli && cli.args.length > 0 ? `CLI: ${cli.program}` : null

async function readSource(
  { path, sourceCode }: TrackOptions,
  describe: (heading: string | null) => string | null,
): Promise<SourceFile | undefined> {
  if (typeof path !== 'string') return undefined
  if (typeof sourceCode === 'string') {
    throw new InvalidArgument('`path` cannot be passed when `source_code` is passed to `track()`.')
  }
  return readSourceFile(path, describe)
}

function pieceOfCode({ sourceCode }: TrackOptions): { text: string; hash: string; path: undefined } {
  if (typeof sourceCode === 'string') {
    return { text: sourceCode, hash: hashString(sourceCode), path: undefined }
  }
  throw new MissingContextUid('track() cannot tell which program this is.', {
    hint: 'Pass `path`, the path of the program, or `sourceCode` with a `key`, or `transform`.',
  })
}

async function startRun(
  instance: Instance,
  options: TrackOptions,
  transform: Transform,
  { plan, initiatedByRun }: RelatedRecords,
): Promise<{ readonly run: Run; readonly message: string }> {
  const { entrypoint } = options
  const at = entrypoint ? `, entrypoint='${entrypoint}'` : ''
  const latest =
    (options.newRun ?? transform.kind !== 'notebook') ? undefined : await latestRun(instance, transform)
  if (latest) {
    latest.startedAt = instance.clock.now()
    latest._statusCode = runStatusCodes.restarted
    if (plan) latest.set({ plan })
    return { run: latest, message: `, re-started Run('${latest.uid}'${at}) at ${shown(instance)}` }
  }
  const run = await instance.Run.create({
    transform,
    status: 'started',
    ...(entrypoint && { entrypoint }),
    ...(plan && { plan }),
    ...(initiatedByRun && { initiatedByRun }),
  })
  return { run, message: `, started new Run('${run.uid}'${at}) at ${shown(instance)}` }
}

const shown = ({ clock }: Instance): string => `${clock.now().toSql().slice(0, 19)} UTC`

async function latestRun(instance: Instance, transform: Transform): Promise<Run | undefined> {
  return new QuerySet<Run>(instance.registryNamed('Run'))
    .filter({ transformId: transform.id, createdById: instance.userId })
    .orderBy('-createdAt', '-id')
    .first()
}

/** Source code and environment of a script are stored when it begins; a notebook changes until it is finished. */
async function storeProgram(
  instance: Instance,
  { environment }: TrackOptions,
  run: Run,
  source: SourceFile,
): Promise<void> {
  const { context } = instance
  if (context.transform?.kind !== 'script') return
  const stored = await storeSource(context.transform, source)
  if (stored && stored !== context.transform) {
    context.transform = stored
    await run.refresh()
  }
  const lockFile = environment ?? (await findLockFile(source.path))
  if (!lockFile) return
  await storeEnvironment(instance, run, lockFile)
  await run.save()
}
