import { readChoice, writeChoice, type ContextChoice } from './context-choice.ts'
import { currentDevDir } from './dev-dir.ts'
import { homeBranchFile, homeSpaceFile, localBranchFile, localSpaceFile } from './settings-files.ts'
import type { Environment } from '../environment/environment.ts'
import type { InstanceIdentity } from '../naming/instance-identifier.ts'

/** What can be chosen per development directory and, outside of those, per instance. */
export type ContextKind = 'branch' | 'space'

/**
 * The branch or space that new records go to: the choice of the development directory that the working directory lies
 * in, else the instance's own. `undefined` when nobody chose, which means branch `main` and space `all`.
 */
export async function readContextChoice(
  environment: Environment,
  kind: ContextKind,
  instance: InstanceIdentity,
): Promise<ContextChoice | undefined> {
  const directory = await currentDevDir(environment, `${instance.owner}/${instance.name}`)
  const local =
    directory === undefined ? undefined : await readChoice(localFile(environment, kind, directory))
  return local ?? readChoice(homeFile(environment, kind, instance))
}

/** Remembers the choice where {@link readContextChoice} looks first. */
export async function writeContextChoice(
  environment: Environment,
  kind: ContextKind,
  instance: InstanceIdentity,
  choice: ContextChoice,
): Promise<void> {
  const directory = await currentDevDir(environment, `${instance.owner}/${instance.name}`)
  const file =
    directory === undefined ? homeFile(environment, kind, instance) : localFile(environment, kind, directory)
  await writeChoice(file, choice)
}

function localFile(environment: Environment, kind: ContextKind, directory: string): string {
  return kind === 'branch' ? localBranchFile(environment, directory) : localSpaceFile(environment, directory)
}

function homeFile(environment: Environment, kind: ContextKind, { owner, name }: InstanceIdentity): string {
  return kind === 'branch'
    ? homeBranchFile(environment, owner, name)
    : homeSpaceFile(environment, owner, name)
}
