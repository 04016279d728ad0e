import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'

import { choice, option, positional } from '../command/arguments.ts'
import { defineCommand } from '../command/command.ts'
import { KeyOrDescriptionNeeded, UsageError } from '../errors.ts'
import { saveArtifact } from '../records/save-artifact.ts'
import { isSource, saveTransform } from '../records/save-transform.ts'

export const saveCommand = defineCommand({
  summary: 'Save a file or folder as an artifact, or a script or notebook as a transform',
  description:
    'Scripts and notebooks (.py, .ipynb, .R, .ts, .js, .sh) become transforms, with their path below the dev-dir as key; everything else becomes an artifact. Content that is known already is not stored again.',
  maturity: 'stable',
  examples: [
    'lamin save cells.csv --key raw/cells.csv --description "Cells as they came"',
    'lamin save analysis.ts',
    'lamin save analysis.ts --registry artifact --key scripts/analysis.ts',
  ],
  args: {
    path: positional('file or folder'),
    key: option('KEY', 'key of the artifact, such as raw/cells.csv'),
    description: option('TEXT', 'description'),
    kind: option('KIND', 'kind of the artifact: dataset, model or any other word'),
    stemUid: option('UID', 'uid of the artifact that this one is a new version of'),
    project: option('PROJECT', 'project to link, by name or uid'),
    space: option('SPACE', 'space, by name or uid'),
    branch: option('BRANCH', 'branch, by name or uid (default: the current one)'),
    registry: choice(['artifact', 'transform'], 'registry to save into (default: by suffix)'),
  },
  async run({ path, registry, ...options }, { workingDirectory, open }) {
    const absolute = resolve(workingDirectory, path)
    if (!(await exists(absolute)))
      throw new UsageError(`Path '${path}' does not exist.`, `It was looked for at ${absolute}.`)
    if (!(await isFileOrFolder(absolute)))
      throw new UsageError(`'${path}' is neither a file nor a folder. Nothing was saved.`)
    const isTransform = registry === undefined ? isSource(absolute) : registry === 'transform'
    const { key, description, kind, stemUid, space, branch } = options
    if (isTransform) refuseArtifactFlags({ key, kind, 'stem-uid': stemUid, space, branch })
    if (!isTransform && [key, description, stemUid].every((one) => one === undefined))
      throw new KeyOrDescriptionNeeded(path)
    const db = await open()
    return isTransform ? saveTransform(db, absolute, options) : saveArtifact(db, absolute, options)
  },
})

/** @throws {@link UsageError} for what only an artifact is given; ignoring it would look like obeying */
function refuseArtifactFlags(flags: { readonly [flag: string]: string | undefined }): void {
  const given = Object.keys(flags).filter((flag) => flags[flag] !== undefined)
  if (given.length === 0) return
  throw new UsageError(
    `A transform takes no ${given.map((flag) => `--${flag}`).join(', ')}: its key is its path below the dev-dir. Nothing was saved.`,
    'Leave it out, or save the file as an artifact with --registry artifact.',
  )
}

/** Devices and pipes have no content that could be kept; reading one may never end. */
async function isFileOrFolder(path: string): Promise<boolean> {
  const stats = await stat(path)
  return stats.isFile() || stats.isDirectory()
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
