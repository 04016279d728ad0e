import { describe, expectTypeOf, it } from 'vitest'

import type { ULabel } from '../registries/ulabel.ts'
import type { User } from '../registries/user.ts'
import type { Fields } from './record-types.ts'

describe('fields of a record', () => {
  it('take what their columns hold, null only where it may be', () => {
    expectTypeOf<Fields<ULabel>['name']>().toEqualTypeOf<string | undefined>()
    expectTypeOf<Fields<ULabel>['description']>().toEqualTypeOf<string | null | undefined>()
  })

  it('take records for relations', () => {
    expectTypeOf<Fields<ULabel>['createdBy']>().toEqualTypeOf<User | undefined>()
    expectTypeOf<Fields<ULabel>['type']>().toEqualTypeOf<ULabel | null | undefined>()
  })

  it('have no sets of records', () => {
    expectTypeOf<Fields<ULabel>>().not.toHaveProperty('artifacts')
  })
})
