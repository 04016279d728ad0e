import { expect, it } from 'vitest'
import { checkDtypeType } from './dtype-type.ts'

it('refuses a row that is no type, naming it', () => {
  const row = { registry: 'Record', name: 's1', uid: 'Ab12', isType: false }
  expect(() => checkDtypeType(row)).toThrow(
    "The resolved Record 's1' (uid='Ab12') is not a type: is_type is False.",
  )
  expect(() => checkDtypeType({ ...row, isType: true })).not.toThrow()
})
