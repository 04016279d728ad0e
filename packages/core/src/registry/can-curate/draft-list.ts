import type { Instance } from '../../instance/instance.ts'
import { Lazy } from '../lazy.ts'
import type { RegistryRecord } from '../record.ts'
import type { BulkSaveOptions } from '../save.ts'

/** Records that are looked up and made when awaited; `save()` also writes the new ones. */
export class DraftList<R> extends Lazy<R[]> {
  readonly #instance: Instance

  constructor(instance: Instance, make: () => Promise<R[]>) {
    super(make)
    this.#instance = instance
  }

  /** Makes the records and writes them in one transaction. */
  async save(options: BulkSaveOptions = {}): Promise<R[]> {
    const records = await this
    await this.#instance.save(records as unknown as RegistryRecord[], options)
    return records
  }
}
