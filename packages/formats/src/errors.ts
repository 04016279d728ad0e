/** Who can help: the user, the environment (may be retried), or us. */
export type FormatErrorFamily = 'user' | 'environment' | 'bug'

/** What an error of this package carries beside its code. */
export interface FormatErrorDetails {
  readonly message: string
  readonly hint?: string
  readonly cause?: unknown
  readonly family?: FormatErrorFamily
}

/** Base of everything this package throws; narrow with {@link isFormatError}. */
export class FormatError<Code extends string = string> extends Error {
  /** Permanent, machine-readable name of the failure. */
  readonly code: Code
  /** What to do about it. */
  readonly hint: string | undefined
  readonly family: FormatErrorFamily

  constructor(code: Code, details: FormatErrorDetails) {
    super(details.message, details.cause === undefined ? undefined : { cause: details.cause })
    this.name = new.target.name
    this.code = code
    this.hint = details.hint
    this.family = details.family ?? 'user'
  }
}

/** A file that has to exist and does not. */
export class TableFileNotFound extends FormatError<'TABLE_FILE_NOT_FOUND'> {
  readonly path: string

  constructor(path: string, cause?: unknown) {
    super('TABLE_FILE_NOT_FOUND', {
      message: `There is no file at '${path}'.`,
      hint: 'Check the spelling and the working directory.',
      cause,
    })
    this.path = path
  }
}

/** A file that the system refuses to read or write. */
export class TableFileFailed extends FormatError<'TABLE_FILE_FAILED'> {
  readonly path: string

  constructor(operation: 'read' | 'write', path: string, cause: unknown) {
    super('TABLE_FILE_FAILED', {
      message: `Could not ${operation} '${path}': ${reasonOf(cause)}.`,
      hint: 'Check permissions, free space and that it is a file, and repeat the call.',
      family: 'environment',
      cause,
    })
    this.path = path
  }
}

/** A suffix that belongs to no table format that is read or written here. */
export class UnsupportedTableFormat extends FormatError<'UNSUPPORTED_TABLE_FORMAT'> {
  readonly path: string
  readonly known: readonly string[]

  constructor(path: string, known: readonly string[]) {
    super('UNSUPPORTED_TABLE_FORMAT', {
      message: `'${path}' has no suffix of a table format.`,
      hint: `Known suffixes: ${known.join(', ')}. Name the format in the options when the suffix is another.`,
    })
    this.path = path
    this.known = known
  }
}

/** Content of another format than the suffix or the caller says. */
export class WrongFormat extends FormatError<'WRONG_FORMAT'> {
  readonly path: string
  readonly expected: string

  constructor(path: string, expected: string, reason: string, cause?: unknown) {
    super('WRONG_FORMAT', {
      message: `'${path}' is no ${expected} file: ${reason}.`,
      hint: 'Check what wrote the file, and give it the suffix of its format.',
      cause,
    })
    this.path = path
    this.expected = expected
  }
}

/** A file that ends before its content does. */
export class TruncatedFile extends FormatError<'TRUNCATED_FILE'> {
  readonly path: string
  readonly part: string

  constructor(path: string, part: string, reason: string, cause?: unknown) {
    super('TRUNCATED_FILE', {
      message: `'${path}' is cut off in its ${part}: ${reason}.`,
      hint: 'Copy or write the file again; nothing after the cut can be recovered.',
      cause,
    })
    this.path = path
    this.part = part
  }
}

/** Content that contradicts its format. */
export class CorruptFile extends FormatError<'CORRUPT_FILE'> {
  readonly path: string
  readonly part: string

  constructor(path: string, part: string, reason: string, cause?: unknown) {
    super('CORRUPT_FILE', {
      message: `'${path}' is corrupt in its ${part}: ${reason}.`,
      hint: 'Copy or write the file again; what was read from it must not be trusted.',
      cause,
    })
    this.path = path
    this.part = part
  }
}

/** A valid file that uses something which is not read here. */
export class UnsupportedFeature extends FormatError<'UNSUPPORTED_FEATURE'> {
  readonly path: string
  readonly feature: string

  constructor(path: string, feature: string, hint: string, cause?: unknown) {
    super('UNSUPPORTED_FEATURE', {
      message: `'${path}' needs ${feature}, which is not supported.`,
      hint,
      cause,
    })
    this.path = path
    this.feature = feature
  }
}

/** A text table without a header line. */
export class EmptyTableFile extends FormatError<'EMPTY_TABLE_FILE'> {
  readonly path: string

  constructor(path: string) {
    super('EMPTY_TABLE_FILE', {
      message: `'${path}' has no columns: it holds no header line.`,
      hint: 'Write at least the line with the names of the columns.',
    })
    this.path = path
  }
}

/** A row of a text table with more fields than the table has columns. */
export class RaggedRow extends FormatError<'RAGGED_ROW'> {
  readonly path: string
  /** Line of the file at which the row starts; the first line is 1. */
  readonly line: number
  readonly expectedFields: number
  readonly foundFields: number

  constructor(path: string, line: number, expectedFields: number, foundFields: number) {
    super('RAGGED_ROW', {
      message: `Line ${line} of '${path}' has ${foundFields} fields, ${expectedFields} are expected.`,
      hint: 'Quote fields that contain the separator, or add the missing column name to the header.',
    })
    this.path = path
    this.line = line
    this.expectedFields = expectedFields
    this.foundFields = foundFields
  }
}

/** A quoted field that is still open at the end of the file. */
export class UnclosedQuote extends FormatError<'UNCLOSED_QUOTE'> {
  readonly path: string
  /** Line of the file at which the row of the field starts; the first line is 1. */
  readonly line: number

  constructor(path: string, line: number) {
    super('UNCLOSED_QUOTE', {
      message: `A quoted field in line ${line} of '${path}' is not closed before the end of the file.`,
      hint: 'Close the quote; a quote inside a quoted field is written twice.',
    })
    this.path = path
    this.line = line
  }
}

/** One row of a text table that is longer than memory should hold. */
export class RowTooLong extends FormatError<'ROW_TOO_LONG'> {
  readonly path: string
  readonly line: number
  readonly limit: number

  constructor(path: string, line: number, limit: number) {
    super('ROW_TOO_LONG', {
      message: `The row at line ${line} of '${path}' is longer than ${limit} bytes.`,
      hint: 'A quote that is not closed or a file that is no table looks like this; check the line.',
    })
    this.path = path
    this.line = line
    this.limit = limit
  }
}

/** Text that is not UTF-8. */
export class InvalidEncoding extends FormatError<'INVALID_ENCODING'> {
  readonly path: string
  /** Offset in the uncompressed text, in bytes from 0. */
  readonly byteOffset: number

  constructor(path: string, byteOffset: number, reason: string) {
    super('INVALID_ENCODING', {
      message: `'${path}' is not UTF-8: ${reason} at byte ${byteOffset}.`,
      hint: 'Convert the file to UTF-8, for example with iconv.',
    })
    this.path = path
    this.byteOffset = byteOffset
  }
}

/** An archive that does not hold exactly one table. */
export class NotOneTable extends FormatError<'NOT_ONE_TABLE'> {
  readonly path: string
  readonly members: readonly string[]

  constructor(path: string, members: readonly string[]) {
    super('NOT_ONE_TABLE', {
      message: `The archive '${path}' must hold exactly one file, it holds ${memberText(members)}.`,
      hint: 'Pack one table, or unpack the archive and read the files one by one.',
    })
    this.path = path
    this.members = members
  }
}

/** A column that the table does not have. */
export class UnknownColumn extends FormatError<'UNKNOWN_COLUMN'> {
  readonly column: string
  readonly known: readonly string[]

  constructor(column: string, known: readonly string[]) {
    const more = known.length > 10 ? `, … (${known.length} in total)` : ''
    super('UNKNOWN_COLUMN', {
      message: `The table has no column '${column}'.`,
      hint: `Its columns: ${known.slice(0, 10).join(', ')}${more}.`,
    })
    this.column = column
    this.known = known
  }
}

/** A column whose Arrow type cannot be stored in the format asked for. */
export class UnsupportedColumnType extends FormatError<'UNSUPPORTED_COLUMN_TYPE'> {
  readonly column: string
  readonly type: string

  constructor(column: string, type: string, format: string) {
    super('UNSUPPORTED_COLUMN_TYPE', {
      message: `Column '${column}' has the type ${type}, which ${format} cannot hold.`,
      hint: 'Convert the column to another type first, or leave it out.',
    })
    this.column = column
    this.type = type
  }
}

/** Values of one column that have no common type. */
export class MixedColumn extends FormatError<'MIXED_COLUMN'> {
  readonly column: string
  /** Row of the first value that does not fit to those before; the first row is 0. */
  readonly row: number

  constructor(column: string, row: number, expected: string, found: string) {
    super('MIXED_COLUMN', {
      message: `Column '${column}' mixes types: ${expected} before row ${row}, ${found} in it.`,
      hint: 'Convert the values of the column to one type.',
    })
    this.column = column
    this.row = row
  }
}

/** Columns of one table with different numbers of values. */
export class UnequalColumns extends FormatError<'UNEQUAL_COLUMNS'> {
  readonly column: string
  readonly expectedRows: number
  readonly foundRows: number

  constructor(column: string, expectedRows: number, foundRows: number) {
    super('UNEQUAL_COLUMNS', {
      message: `Column '${column}' has ${foundRows} values, the columns before have ${expectedRows}.`,
      hint: 'Give all columns the same number of values; null stands for a missing one.',
    })
    this.column = column
    this.expectedRows = expectedRows
    this.foundRows = foundRows
  }
}

/** Batches of one table with different columns. */
export class SchemaChanged extends FormatError<'SCHEMA_CHANGED'> {
  readonly expected: string
  readonly found: string

  constructor(expected: string, found: string) {
    super('SCHEMA_CHANGED', {
      message: `A batch has other columns than the table: ${found} instead of ${expected}.`,
      hint: 'Give all batches the same columns, in the same order and of the same types.',
    })
    this.expected = expected
    this.found = found
  }
}

/** Every code of this package. */
export const formatErrorCodes: ReadonlySet<string> = new Set([
  'TABLE_FILE_NOT_FOUND',
  'TABLE_FILE_FAILED',
  'UNSUPPORTED_TABLE_FORMAT',
  'WRONG_FORMAT',
  'TRUNCATED_FILE',
  'CORRUPT_FILE',
  'UNSUPPORTED_FEATURE',
  'EMPTY_TABLE_FILE',
  'RAGGED_ROW',
  'UNCLOSED_QUOTE',
  'ROW_TOO_LONG',
  'INVALID_ENCODING',
  'NOT_ONE_TABLE',
  'UNKNOWN_COLUMN',
  'UNSUPPORTED_COLUMN_TYPE',
  'MIXED_COLUMN',
  'UNEQUAL_COLUMNS',
  'SCHEMA_CHANGED',
])

/**
 * Tells an error of this package, also one of another copy of it, optionally of one code.
 *
 * @example `if (isFormatError(error, 'RAGGED_ROW')) …`
 */
export function isFormatError<Code extends string = string>(
  error: unknown,
  code?: Code,
): error is FormatError<Code> {
  if (!(error instanceof Error) || !('code' in error) || !('family' in error)) return false
  return code === undefined ? formatErrorCodes.has(String(error.code)) : error.code === code
}

/** Text of an error of another library, without its final stop. */
export function reasonOf(cause: unknown): string {
  const text = cause instanceof Error ? cause.message : String(cause)
  return text.trim().replace(/\.$/, '')
}

function memberText(members: readonly string[]): string {
  if (members.length === 0) return 'none'
  const named = members.slice(0, 10).map((member) => `'${member}'`)
  return members.length > 10 ? `${named.join(', ')}, … (${members.length})` : named.join(', ')
}
