import { describe, expect, it } from 'vitest'

import { FieldValidationError, InvalidArgument, ValidationError } from '../../errors.ts'
import { databases } from '../../testing/index.ts'
import { logged, openTest } from '../artifact/test-artifacts.ts'

describe.each(databases)('a new transform on %s', (database) => {
  it('is the existing one of its key until that one has source code, then its next version', async () => {
    await using test = await openTest(database)
    const { db } = test
    const first = await db.Transform.create({ key: 'x.py' }).save()
    expect((await db.Transform.create({ key: 'x.py' })).id).toBe(first.id)
    first.sourceCode = 'print(1)'
    await first.save()
    const second = await db.Transform.create({ key: 'x.py', sourceCode: 'print(2)', kind: 'script' }).save()
    await first.refresh()
    expect([second.uid.slice(0, 12), second.uid.slice(12)]).toEqual([first.uid.slice(0, 12), '0001'])
    expect([first.isLatest, second.isLatest, second.kind]).toEqual([false, true, 'script'])
  })

  it('is the existing one of the same source code, under the key that it has', async () => {
    await using test = await openTest(database)
    const { db } = test
    const first = await db.Transform.create({ key: 'x.py', sourceCode: 'print(1)' }).save()
    const again = await db.Transform.create({ key: 'y.py', sourceCode: 'print(1)' })
    expect([again.id, again.key]).toEqual([first.id, 'x.py'])
    const copy = { key: 'y.py', sourceCode: 'print(1)', skipHashLookup: true }
    expect((await db.Transform.create(copy).save()).id).not.toBe(first.id)
  })

  it('renames its family when it revises a version under another key', async () => {
    await using test = await openTest(database)
    const { db } = test
    const first = await db.Transform.create({ key: 'a', sourceCode: '1' }).save()
    const second = await db.Transform.create({ key: 'b', revises: first }).save()
    expect((await db.Transform.get(first.uid.slice(0, 12))).key).toBe('b')
    await second.delete()
    expect((await db.Transform.get(first.uid.slice(0, 12))).key).toBe('a')
  })

  it('keeps its source code without the secrets in it, and the hash of the code as it was', async () => {
    await using test = await openTest(database)
    const { db } = test
    const sourceCode = 'api_key = "abc123"\nx = 1\n'
    const transform = await db.Transform.create({ key: 'x.py', sourceCode }).save()
    expect(transform.sourceCode).toBe('api_key = "***REDACTED***"\nx = 1\n')
    expect(logged(test, 'warning').join('\n')).toContain('redacted 1 secret-looking assignment')
    expect((await db.Transform.create({ key: 'x.py', sourceCode })).id).toBe(transform.id)
  })

  it('takes the uid that it is given, and the tag of its version once per family', async () => {
    await using test = await openTest(database)
    const { db } = test
    const first = await db.Transform.create({
      key: 'x',
      uid: 'abcdefghijkl0000',
      version: '1',
      sourceCode: '1',
    }).save()
    expect([first.uid, first.version]).toEqual(['abcdefghijkl0000', '1'])
    await expect(db.Transform.create({ key: 'x', version: '1', sourceCode: '2' })).rejects.toThrow(
      'Please change the version tag',
    )
  })

  it('refuses what it cannot have', async () => {
    await using test = await openTest(database)
    const { db } = test
    const create = (options: object) => db.Transform.create(options)
    await expect(create({ key: 'x', kind: 'nope' })).rejects.toThrow(FieldValidationError)
    await expect(create({ key: 'x', uid: 'short' })).rejects.toThrow(ValidationError)
    await expect(create({ key: 'x', nmae: 1 })).rejects.toThrow(InvalidArgument)
    await expect(create({ key: 'x', revises: await db.Space.get(1) })).rejects.toThrow(InvalidArgument)
    await expect(create({})).rejects.toThrow("['key'] are required.")
  })
})
