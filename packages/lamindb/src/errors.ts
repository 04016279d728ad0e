import { LaminError } from '@lamindb/core/errors'

/** A storage location that is not the default one of any instance. */
export class NoInstanceInStorage extends LaminError<'NO_INSTANCE_IN_STORAGE'> {
  readonly storage: string

  constructor(storage: string) {
    super('NO_INSTANCE_IN_STORAGE', {
      message: `Storage location '${storage}' belongs to no instance. Nothing was written.`,
      hint: 'Create an instance there with init({ storage }), or check the path.',
    })
    this.storage = storage
  }
}
