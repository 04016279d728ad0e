import { describe, expect, it } from 'vitest'
import {
  type DtypeObject,
  notADtype,
  type RegistryRowsDtype,
  serializeDtype,
  serializeItype,
} from './serialize-dtype.ts'

const registry = (name: string) => ({ kind: 'registry', registry: name }) as const
const field = (name: string, of: string) => ({ kind: 'field', registry: of, field: name }) as const
const type = (overrides: Partial<Extract<DtypeObject, { kind: 'type' }>> = {}) =>
  ({
    kind: 'type',
    registry: 'Record',
    uid: 'Ab12',
    name: 's',
    isSaved: true,
    isType: true,
    text: 'R',
    ...overrides,
  }) as const

describe('serializeDtype', () => {
  it.each<[DtypeObject, string]>([
    [{ kind: 'simple', dtype: 'datetime64[ns, UTC]' }, 'datetime64[ns, UTC]'],
    [{ kind: 'list', of: { kind: 'simple', dtype: 'float' } }, 'list[float]'],
    [registry('bionty.CellType'), 'cat[bionty.CellType]'],
    [field('name', 'bionty.CellType'), 'cat[bionty.CellType]'],
    [field('name', 'User'), 'cat[User]'],
    [field('symbol', 'bionty.Gene'), 'cat[bionty.Gene.symbol]'],
    [type(), 'cat[Record[Ab12]]'],
    [{ kind: 'list', of: type({ registry: 'ULabel' }) }, 'list[cat[ULabel[Ab12]]]'],
    [{ kind: 'union', members: [registry('ULabel'), field('uid', 'Record')] }, 'cat[ULabel|Record.uid]'],
    [{ kind: 'union', members: [type()] }, 'cat[Record[Ab12]]'],
    [{ kind: 'union', members: [] }, 'cat[]'],
  ])('writes %j as %s', (dtype, text) => {
    expect(serializeDtype(dtype)).toBe(text)
  })

  it.each<[DtypeObject, string]>([
    [
      type({ isSaved: false, text: 'Record(x)' }),
      'Cannot serialize unsaved objects. Save Record(x) via `.save()`.',
    ],
    [
      type({ isType: false, registry: 'ULabel', name: 'u1' }),
      "Cannot serialize non-type ULabel 'u1'. Only types (is_type=True) are allowed in dtypes.",
    ],
    [
      { kind: 'union', members: [registry('ULabel'), type()] },
      'Cannot create a union dtype that includes a `Record` or `ULabel` subtype',
    ],
    [{ kind: 'union', members: [{ kind: 'simple', dtype: 'int' }] }, 'dtype has to be a registry'],
    [{ kind: 'union', members: [{ kind: 'union', members: [] }] }, 'dtype has to be a registry'],
  ])('refuses %j', (dtype, message) => {
    expect(() => serializeDtype(dtype)).toThrow(
      expect.objectContaining({ code: 'INVALID_ARGUMENT', message: expect.stringContaining(message) }),
    )
  })
})

it.each<[RegistryRowsDtype, string]>([
  [registry('Feature'), 'Feature'],
  [field('ensembl_gene_id', 'bionty.Gene'), 'bionty.Gene.ensembl_gene_id'],
  [type(), 'Record[Ab12]'],
])('writes the itype %j as %s', (itype, text) => {
  expect(serializeItype(itype)).toBe(text)
})

it('names what is no dtype', () => {
  expect(notADtype('5').message).toBe(
    'dtype has to be a registry, a ulabel subtype, a registry field, or a list of registries or fields, not 5',
  )
})
