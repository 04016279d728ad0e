import type { Instance } from '@lamindb/core'
import { expect } from 'vitest'

import type { Oracle } from './oracle.ts'
import { ourRows, type PlainRows } from './our-rows.ts'

/**
 * Expects that both languages read the same from every table of an instance.
 *
 * @returns the rows
 */
export async function expectSameRows(db: Instance, python: Oracle): Promise<PlainRows> {
  const theirs = await python.run<PlainRows>('import lamin_rows; result = lamin_rows.rows()')
  const ours = await ourRows(db)
  expect(Object.keys(ours).toSorted()).toEqual(Object.keys(theirs).toSorted())
  for (const [table, rows] of Object.entries(theirs))
    expect({ [table]: ours[table] }).toEqual({ [table]: rows })
  return ours
}
