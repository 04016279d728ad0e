import { fieldOf, metaOf, type RegistryRecord } from '@lamindb/core'

import { OrganismNotSet } from '../errors.ts'
import { biontySettingsOf } from '../organism/bionty-settings.ts'
import { requiresOrganism } from '../terms/requires-organism.ts'

/**
 * Gives new records the organism of the settings, where they need one and have none.
 *
 * @throws {@link OrganismNotSet} when none is set
 */
export async function fillOrganisms(records: readonly RegistryRecord[]): Promise<void> {
  const [first] = records
  if (!first || !requiresOrganism(metaOf(first))) return
  const without = records.filter(
    (record) => !fieldOf(record, 'organism') && (fieldOf(record, 'organismId') ?? null) === null,
  )
  if (without.length === 0) return
  const { name, registry } = metaOf(first)
  const organism = await biontySettingsOf(registry.instance).organismRecord()
  if (!organism) throw new OrganismNotSet(name, `\`organism\` is required to create new ${name} records!`)
  for (const record of without) record.set({ organism } as never)
}
