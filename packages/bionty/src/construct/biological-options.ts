import type { RegistryOptions, RegistryRecord } from '@lamindb/core'

import { saveParents } from '../parents/save-parents.ts'
import { checkOrganism } from './check-organism.ts'
import { fieldsOfArguments } from './fields-of-arguments.ts'
import { fillUids } from './fill-uids.ts'
import { findExisting } from './find-existing.ts'

/**
 * What biological registries have in common, whatever their columns: how constructors read their arguments and which row
 * a new record stands for.
 */
export function biologicalOptions(options: RegistryOptions): RegistryOptions {
  return {
    ...options,
    described: options.described ?? { last: sharedFields(options) },
    uidIsIdentity: true,
    toFields: fieldsOfArguments,
    findExisting: (records, given) => findExisting(records, given, options.ontologyIdField),
    checkExisting: checkOrganism,
    prepare,
    ...(options.hasParents && {
      keywords: {
        parents: async (given) => {
          const { takeParents } = await import('../parents/take-parents.ts')
          await takeParents(given)
        },
      },
      complete: saveParents,
    }),
  }
}

/** Fields that biological registries have in common are listed behind their own, whichever of them these are. */
const sharedFields = ({ hasParents }: RegistryOptions): string[] => [
  'isLocked',
  'createdAt',
  'updatedAt',
  ...(hasParents ? ['name', 'ontologyId'] : []),
  'uid',
  'abbr',
  'synonyms',
  'description',
]

async function prepare(records: readonly RegistryRecord[]): Promise<void> {
  const { fillOrganisms } = await import('./fill-organisms.ts')
  await fillOrganisms(records)
  await fillUids(records)
}
