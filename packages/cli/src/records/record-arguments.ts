import { option, optionalPositional } from '../command/arguments.ts'

/** The arguments with which commands name one record. */
export const recordArguments = {
  entity: optionalPositional('registry, such as ulabel, or a https:// address (default: artifact)'),
  uid: option('UID', 'uid of the record, or its first characters'),
  key: option('KEY', 'key of an artifact, transform or collection'),
  name: option('NAME', 'name of a record of another registry'),
}
