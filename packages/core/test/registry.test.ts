import { describe, expect, inject, it } from 'vitest'

import {
  FieldValidationError,
  FieldError,
  IntegrityError,
  InvalidArgument,
  MultipleResultsFound,
  ProtectedError,
  ValidationError,
} from '../src/errors.ts'
import type { Instance } from '../src/instance/instance.ts'
import { createTestInstance, databases, ScriptedPrompt, type TestInstance } from '../src/testing/index.ts'

const open = (database: (typeof databases)[number], prompt?: ScriptedPrompt): Promise<TestInstance> =>
  createTestInstance({ database, postgresServerUrl: inject('postgresServerUrl'), ...(prompt && { prompt }) })

const labels = (db: Instance, ...names: string[]) => db.save(names.map((name) => db.ULabel.create({ name })))

describe.each(databases)('a registry on %s', (database) => {
  it('fills who, when and where, and reads back what it saved', async () => {
    await using test = await open(database)
    const { db } = test
    const saved = await db.ULabel.create({ name: 'ä 😀', description: 'two\nlines' }).save()
    const read = await db.ULabel.get(saved.uid)
    expect(read.toJSON()).toEqual(saved.toJSON())
    expect(read.uid).toMatch(/^[0-9A-Za-z]{8}$/)
    expect([read.createdById, read.branchId, read.spaceId, read.isType]).toEqual([1, 1, 1, false])
    expect(read.createdAt.toIso()).toBe(saved.createdAt.toIso())
  })

  it('returns the record of the same name and keeps what was not given', async () => {
    await using test = await open(database)
    const { db } = test
    const first = await db.ULabel.create({ name: 'raw', description: 'as measured' }).save()
    const second = await db.ULabel.create({ name: 'raw', reference: 'r1' })
    expect([second.id, second.description, second.reference]).toEqual([first.id, 'as measured', 'r1'])
  })

  it('looks for names within the given type only', async () => {
    await using test = await open(database)
    const { db } = test
    const type = await db.ULabel.create({ name: 'Quality', isType: true }).save()
    const typed = await db.ULabel.create({ name: 'good', type }).save()
    expect((await db.ULabel.create({ name: 'good' })).id).toBe(typed.id)
    expect((await db.ULabel.create({ name: 'good', type: null })).id).toBeUndefined()
    await expect(db.ULabel.create({ name: 'x', type: typed })).rejects.toThrow(InvalidArgument)
  })

  it('refuses what the columns cannot hold before anything is written', async () => {
    await using test = await open(database)
    const { db } = test
    await expect(db.ULabel.create({ name: 'n'.repeat(151) })).rejects.toThrow(ValidationError)
    await expect(db.ULabel.create({ nmae: 'x' } as never)).rejects.toThrow(FieldValidationError)
    await expect(db.ULabel.create({ name: 'x', uid: 'abcdefgh' })).rejects.toThrow(/of ULabel; got uid\.$/)
    await expect(db.ULabel.create({})).rejects.toThrow("['name'] are required.")
    expect(await db.ULabel.all().count()).toBe(0)
  })

  it('saves in bulk with one query per registry and step, whatever the number', async () => {
    await using test = await open(database)
    const { db } = test
    const saved = await labels(db, ...Array.from({ length: 1200 }, (_, i) => `label ${i}`))
    expect(new Set(saved.map((label) => label.id)).size).toBe(1200)
    expect(await db.ULabel.filter().count()).toBe(1200)
    const names: string[] = []
    for await (const label of db.ULabel.filter()) names.push(label.name)
    expect(names).toHaveLength(1200)
  })

  it('rolls all of a bulk save back when one record cannot be written', async () => {
    await using test = await open(database)
    const { db } = test
    const [first] = await labels(db, 'a')
    const drafts = [
      await db.Feature.create({ name: 'f', dtype: 'int' }),
      (await db.ULabel.create({ name: 'b' })).set({ uid: first?.uid }),
    ]
    await expect(db.save(drafts as never[])).rejects.toThrow(IntegrityError)
    expect(await db.Feature.all().count()).toBe(0)
  })

  it('writes only the columns that changed', async () => {
    await using test = await open(database)
    const { db } = test
    const [label] = await labels(db, 'a')
    const other = await db.ULabel.get({ name: 'a' })
    await label?.set({ description: 'one' }).save()
    await other.set({ reference: 'two' }).save()
    const read = await db.ULabel.get({ name: 'a' })
    expect([read.description, read.reference]).toEqual(['one', 'two'])
  })

  it('filters by comparison, relation, negation and combination', async () => {
    await using test = await open(database)
    const { db } = test
    const [a, b, c] = await labels(db, 'T cell', 'B cell', '100%_sure')
    await a?.parents.add(b as typeof a & object)
    const names = async (where: Parameters<typeof db.ULabel.filter>[0]) =>
      (await db.ULabel.filter(where).orderBy('name').values('name')).sort()
    expect(await names({ name: { $contains: 'cell' } })).toEqual(['B cell', 'T cell'])
    expect(await names({ name: { $contains: '%_' } })).toEqual(['100%_sure'])
    expect(await names({ name: { $icontains: 'CELL' } })).toEqual(['B cell', 'T cell'])
    expect(await names({ name: { $in: ['T cell', 'nope'] } })).toEqual(['T cell'])
    expect(await names({ name: { $regex: '^[TB] ' } })).toEqual(['B cell', 'T cell'])
    expect(await names({ parents: { name: 'B cell' } })).toEqual(['T cell'])
    expect(await names({ children: a as NonNullable<typeof a> })).toEqual(['B cell'])
    expect(await names({ parents: null as never, $not: { name: 'B cell' } })).toEqual(['100%_sure'])
    expect(await names({ $or: [{ id: a?.id }, { id: c?.id }] })).toEqual(['100%_sure', 'T cell'])
    expect(
      await names({ createdBy: { handle: 'anonymous' }, createdAt: { $lte: c?.createdAt as Date } }),
    ).toHaveLength(3)
    await expect(db.ULabel.filter({ nme: 'x' } as never)).rejects.toThrow(FieldError)
  })

  it('filters by what lies under keys of JSON', async () => {
    await using test = await open(database)
    const { db } = test
    const feature = await db.Feature.create({ name: 'f', dtype: 'dict' }).save()
    const values = [{ a: 1, b: { c: ['x', 'y'] } }, { a: 'text "1"', d: true }, { a: 10 }]
    for (const value of values) await db.JsonValue.create({ feature, value }).save()
    const find = async (condition: object): Promise<unknown[]> => {
      const found = await db.JsonValue.filter({ value: { $key: condition } }).orderBy('id')
      return found.map(({ value }) => (value as { a: unknown }).a)
    }
    expect(await find({ a: 1 })).toEqual([1])
    expect(await find({ a: { $gt: 1, $lt: 20 }, d: { $isNull: true } })).toEqual([10])
    expect(await find({ a: 'text "1"' })).toEqual(['text "1"'])
    expect(await find({ a: { $startsWith: 'text' } })).toEqual(['text "1"'])
    expect(await find({ b: { $key: { c: { $key: { 1: 'y' } } } } })).toEqual([1])
    expect(await find({ d: true })).toEqual(['text "1"'])
    expect(await find({ nothing: 1 })).toEqual([])
    await expect(db.Feature.filter({ name: { $key: { a: 1 } } })).rejects.toThrow(InvalidArgument)
  })

  it('finds a row by its own time, to the microsecond', async () => {
    await using test = await open(database)
    const [label] = await labels(test.db, 'a')
    expect(
      await test.db.ULabel.filter({
        createdAt: { $lte: label?.createdAt as Date, $gte: label?.createdAt as Date },
      }).count(),
    ).toBe(1)
  })

  it('gives one record or a named error', async () => {
    await using test = await open(database)
    const { db } = test
    const [a] = await labels(db, 'a', 'b')
    expect((await db.ULabel.get(a?.id as number)).name).toBe('a')
    expect((await db.ULabel.get((a?.uid ?? '').slice(0, 7))).name).toBe('a')
    await expect(db.ULabel.filter().one()).rejects.toThrow(MultipleResultsFound)
    await expect(db.ULabel.get('zzzzzzzz')).rejects.toThrow(
      "No record found with uid 'zzzzzzzz'. Did you forget a keyword as in ULabel.get(name='zzzzzzzz')?",
    )
    await expect(db.Artifact.get({ nonexistent: 1 } as never)).rejects.toThrow(/^Unknown field 'nonexistent'/)
    expect(await db.ULabel.filter({ name: 'c' }).first()).toBeUndefined()
    expect((await db.ULabel.filter().last())?.name).toBe('b')
  })

  it('loads relations with one query each', async () => {
    await using test = await open(database)
    const { db } = test
    const all = await labels(db, ...Array.from({ length: 50 }, (_, i) => `n${i}`))
    const [root, ...rest] = all
    for (const label of rest.slice(0, 5)) await label.parents.add(root as (typeof all)[number])
    const read = await db.ULabel.filter({ parents: {} }).with('parents.createdBy', 'createdBy').orderBy('id')
    expect(read).toHaveLength(5)
    for (const label of read) {
      expect((await label.parents.all()).map((parent) => parent.name)).toEqual(['n0'])
      expect(label.createdBy.loaded?.handle).toBe('anonymous')
    }
  })

  it('links each pair once and unlinks', async () => {
    await using test = await open(database)
    const { db } = test
    const [a, b, c] = await labels(db, 'a', 'b', 'c')
    if (!a || !b || !c) throw new Error('unreachable')
    await a.parents.add(b, c, b)
    await a.parents.add(b)
    expect(await a.parents.count()).toBe(2)
    await a.parents.set([c])
    expect((await a.parents).map((parent) => parent.name)).toEqual(['c'])
    await a.parents.remove(c)
    expect(await a.parents.exists()).toBe(false)
    await expect(a.parents.add(await db.ULabel.create({ name: 'unsaved' }))).rejects.toThrow(InvalidArgument)
  })

  it('moves to the trash, asks before it deletes for good, and restores', async () => {
    const prompt = new ScriptedPrompt(false, true)
    await using test = await open(database, prompt)
    const { db } = test
    const [label] = await labels(db, 'a')
    await label?.delete()
    expect(label?.branchId).toBe(-1)
    expect(await db.ULabel.filter().count()).toBe(0)
    expect(await db.ULabel.filter({ branch: null as never }).count()).toBe(1)
    await label?.delete()
    expect(await db.ULabel.all().count()).toBe(1)
    await label?.restore()
    expect(await db.ULabel.filter().count()).toBe(1)
    await label?.delete()
    await label?.delete()
    expect(await db.ULabel.all().count()).toBe(0)
    expect(prompt.asked).toHaveLength(2)
  })

  it('keeps what others refer to and deletes what belongs to it', async () => {
    await using test = await open(database)
    const { db } = test
    const type = await db.ULabel.create({ name: 'Type', isType: true }).save()
    const child = await db.ULabel.create({ name: 'child', type }).save()
    await child.parents.add(type)
    await expect(type.delete({ permanent: true })).rejects.toThrow(ProtectedError)
    await child.delete({ permanent: true })
    await type.delete({ permanent: true })
    expect(await db.ULabel.all().count()).toBe(0)
  })

  it('trashes a type with everything below it', async () => {
    await using test = await open(database)
    const { db } = test
    const type = await db.ULabel.create({ name: 'Type', isType: true }).save()
    const inner = await db.ULabel.create({ name: 'Inner', isType: true, type }).save()
    await db.ULabel.create({ name: 'leaf', type: inner }).save()
    await type.delete()
    expect(await db.ULabel.filter().count()).toBe(0)
  })

  it('gives a named error for members of modules that the instance does not have', async () => {
    await using test = await open(database)
    expect(() => (test.db as unknown as { bionty: unknown }).bionty).toThrow(
      "does not have the module 'bionty'",
    )
  })

  it('shows the same rows to two instances of one process', async () => {
    await using test = await open(database)
    await using other = await test.reopen()
    const [label] = await labels(test.db, 'a')
    const seen = await other.ULabel.get({ name: 'a' })
    expect(seen.id).toBe(label?.id)
    expect(seen).toBeInstanceOf(other.ULabel)
    expect(seen).not.toBeInstanceOf(test.db.ULabel)
  })
})
