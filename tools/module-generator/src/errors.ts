import { LaminError } from '@lamindb/core/errors'

/** A name that a module or a registry cannot have. */
export class InvalidModuleName extends LaminError<'INVALID_MODULE_NAME'> {
  readonly given: string

  constructor(given: string, reason: string, hint: string) {
    super('INVALID_MODULE_NAME', { message: `'${given}' cannot be the name: ${reason}.`, hint })
    this.given = given
  }
}

/** The folder that a module was to be written into has something in it. */
export class ModuleFolderNotEmpty extends LaminError<'MODULE_FOLDER_NOT_EMPTY'> {
  readonly folder: string

  constructor(folder: string) {
    super('MODULE_FOLDER_NOT_EMPTY', {
      message: `Folder '${folder}' is not empty. Nothing was written.`,
      hint: 'Choose another folder with --dir, or empty this one.',
    })
    this.folder = folder
  }
}

/** A folder that holds no module whose migrations can be written. */
export class NotAModuleFolder extends LaminError<'NOT_A_MODULE_FOLDER'> {
  readonly folder: string

  constructor(folder: string, problem: string, { hint, cause }: { hint?: string; cause?: unknown } = {}) {
    super('NOT_A_MODULE_FOLDER', {
      message: `Folder '${folder}' holds no module: ${problem}. Nothing was written.`,
      hint: hint ?? 'Give the folder of a module that was written by `lamin module create`.',
      cause,
    })
    this.folder = folder
  }
}

/** The system refuses to read or write a folder of a module. */
export class ModuleFolderRefused extends LaminError<'MODULE_FOLDER_REFUSED'> {
  readonly folder: string

  constructor(folder: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    super('MODULE_FOLDER_REFUSED', {
      message: `Folder '${folder}' cannot be used: ${reason}.`,
      hint: 'Ask for the rights to read and write there, or choose another folder with --dir.',
      family: 'environment',
      cause,
    })
    this.folder = folder
  }
}
