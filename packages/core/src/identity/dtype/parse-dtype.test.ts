import { describe, expect, it } from 'vitest'
import type { DtypeRegistries, DtypeRegistry } from './dtype-registries.ts'
import { parseDtype, parseItype } from './parse-dtype.ts'

const registry = (name: string, nameField = 'name', linksToArtifact = true): DtypeRegistry => ({
  name,
  nameField,
  linksToArtifact,
  hasField: (field) => [nameField, 'uid', 'ontology_id'].includes(field),
})
const all = [
  registry('ULabel'),
  registry('Record'),
  registry('User', 'handle'),
  registry('Feature', 'name', false),
  registry('bionty.CellType'),
  registry('bionty.Gene', 'symbol'),
]
const registries: DtypeRegistries = { find: (name) => all.find((candidate) => candidate.name === name) }
const summary = (dtype: string) =>
  parseDtype(dtype, registries).map(({ registry: { name }, field, typeUid, filters, isList }) =>
    [name, field, typeUid ?? '-', filters || '-', isList ? 'list' : 'one'].join(' '),
  )

describe('parseDtype', () => {
  it.each([
    ['num', []],
    ['datetime64[ns, UTC]', []],
    ['list[int]', []],
    ['list[list[int]]', []],
    ['cat[]', []],
    ['cat[ULabel]', ['ULabel name - - one']],
    ['cat[User]', ['User handle - - one']],
    ['cat[bionty.Gene]', ['bionty.Gene symbol - - one']],
    ['cat[bionty.CellType.ontology_id]', ['bionty.CellType ontology_id - - one']],
    ['list[cat[ULabel|Record]]', ['ULabel name - - list', 'Record name - - list']],
    ['cat[Record[Ab12, name=x].uid]', ['Record uid Ab12 name=x one']],
    ['cat[ULabel[Ab12]|bionty.CellType]', ['ULabel name Ab12 - one', 'bionty.CellType name - - one']],
  ])('reads %s', (dtype, components) => {
    expect(summary(dtype)).toEqual(components)
  })

  it.each([
    '',
    'cat',
    'list',
    'list[]',
    'list[',
    'cat ? str',
    'cat[ULabel',
    'cat [ULabel]',
    'list[cat]',
    'Int',
  ])('refuses "%s", which is outside the grammar', (dtype) => {
    expect(() => parseDtype(dtype, registries)).toThrow(
      expect.objectContaining({
        code: 'INVALID_ARGUMENT',
        message: expect.stringMatching(/^dtype is '.*' but has to be one of num, int, /),
      }),
    )
  })

  it.each([
    ['cat[Unknown]', 'Unknown'],
    ['cat[ULabel|]', ''],
    ['cat[a.b.c.d]', 'a'],
    ['cat[Feature]', 'Feature'],
    ['cat[ULabel.name[a=b]]', 'ULabel.name'],
    ['cat[ULabel]]', 'ULabel]'],
  ])('refuses %s, whose registry cannot be linked', (dtype, name) => {
    expect(() => parseDtype(dtype, registries)).toThrow(
      expect.objectContaining({
        code: 'VALIDATION_ERROR',
        message: `'${name}' is an invalid dtype, has to be registry, e.g. ULabel or bionty.CellType`,
      }),
    )
  })

  it('refuses a field that the registry lacks', () => {
    expect(() => parseDtype('cat[ULabel.nofield]', registries)).toThrow(
      "Registry ULabel has no field 'nofield'.",
    )
  })

  it('refuses a bar within a filter, which it takes for the next registry', () => {
    expect(() => parseDtype('cat[ULabel[name=a|b]]', registries)).toThrow('Unmatched brackets')
  })
})

describe('parseItype', () => {
  it('accepts registries that are not linked to artifacts', () => {
    expect(parseItype('Feature', registries)).toMatchObject({ field: 'name', isList: false })
    expect(parseItype('bionty.Gene.symbol', registries).registry.name).toBe('bionty.Gene')
  })

  it('refuses unknown registries', () => {
    expect(() => parseItype('bionty.Unknown', registries)).toThrow("'bionty.Unknown' is an invalid dtype")
  })
})
