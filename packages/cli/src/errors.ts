import { LaminError } from '@lamindb/core/errors'

/** A command line that cannot be understood; ends with exit code 2. */
export class UsageError extends LaminError<'USAGE'> {
  constructor(message: string, hint?: string) {
    super('USAGE', { message, ...(hint === undefined ? {} : { hint }) })
  }
}

/** A question came up, and the command does not run at a terminal. */
export class NobodyToAsk extends LaminError<'NOBODY_TO_ASK'> {
  readonly question: string

  constructor(question: string) {
    super('NOBODY_TO_ASK', {
      message: `Nobody can answer the question: ${question}`,
      hint: 'Run the command at a terminal, or give --yes.',
    })
    this.question = question
  }
}

/** The commands of a module are not described as the command line expects it. */
export class InvalidModuleCommands extends LaminError<'INVALID_MODULE_COMMANDS'> {
  readonly module: string
  readonly problem: string

  constructor(module: string, packageName: string, problem: string) {
    super('INVALID_MODULE_COMMANDS', {
      message: `The commands of module '${module}' in package '${packageName}' cannot be used: ${problem}.`,
      hint: 'Report this to those who maintain the package.',
    })
    this.module = module
    this.problem = problem
  }
}

/** The command needs to know which record is meant. */
export class MissingIdentifier extends LaminError<'MISSING_IDENTIFIER'> {
  readonly entity: string

  constructor(entity: string, flags: readonly string[]) {
    super('MISSING_IDENTIFIER', {
      message: `For entity '${entity}' you must pass ${flags.join(' or ')}`,
    })
    this.entity = entity
  }
}

/** A registry that the command does not work on. */
export class UnknownEntity extends LaminError<'UNKNOWN_ENTITY'> {
  readonly entity: string

  constructor(entity: string, known: readonly string[]) {
    super('UNKNOWN_ENTITY', {
      message: `'${entity}' is none of the registries that this command works on.`,
      hint: `Give one of: ${known.join(', ')}.`,
    })
    this.entity = entity
  }
}

/** No record has this key or name. */
export class RecordNotFound extends LaminError<'RECORD_NOT_FOUND'> {
  readonly registry: string
  readonly field: string
  readonly value: string

  constructor(registry: string, field: string, value: string) {
    super('RECORD_NOT_FOUND', {
      message: `${registry} with ${field}=${value} does not exist.`,
      hint: `To see what there is, run: lamin list ${registry.toLowerCase()}`,
    })
    this.registry = registry
    this.field = field
    this.value = value
  }
}

/** An artifact that nobody could find again. */
export class KeyOrDescriptionNeeded extends LaminError<'KEY_OR_DESCRIPTION_NEEDED'> {
  readonly path: string

  constructor(path: string) {
    super('KEY_OR_DESCRIPTION_NEEDED', {
      message: `'${path}' needs a key or a description to be found by. Nothing was saved.`,
      hint: 'Pass --key or --description.',
    })
    this.path = path
  }
}

/** A transform whose code was not saved. */
export class NoSourceCode extends LaminError<'NO_SOURCE_CODE'> {
  readonly uid: string

  constructor(uid: string) {
    super('NO_SOURCE_CODE', {
      message: `No version of transform '${uid}' has source code. Nothing was written.`,
    })
    this.uid = uid
  }
}

/** A registry whose records cannot be loaded as files. */
export class NotLoadable extends LaminError<'NOT_LOADABLE'> {
  readonly registry: string

  constructor(registry: string) {
    super('NOT_LOADABLE', {
      message: `Records of '${registry}' have no content that could be loaded.`,
      hint: 'Artifacts, collections and transforms have.',
    })
    this.registry = registry
  }
}

/** An annotation that records of a registry cannot have. */
export class CannotAnnotate extends LaminError<'CANNOT_ANNOTATE'> {
  readonly registry: string
  readonly relation: string

  constructor(registry: string, relation: string) {
    super('CANNOT_ANNOTATE', {
      message: `Records of '${registry}' have no ${relation}. Nothing was changed.`,
    })
    this.registry = registry
    this.relation = relation
  }
}

/** The system refused something for which no other error has a name. */
export class SystemRefused extends LaminError<'SYSTEM_REFUSED'> {
  constructor(cause: Error) {
    super('SYSTEM_REFUSED', {
      message: `The system refused: ${cause.message}.`,
      hint: 'Check the path, the rights to it, and the space that is left.',
      family: 'environment',
      cause,
    })
  }
}
