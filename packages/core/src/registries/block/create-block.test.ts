import { describe, expect, it } from 'vitest'

import { InvalidArgument } from '../../errors.ts'
import { hashString } from '../../identity/index.ts'
import { createTestInstance } from '../../testing/index.ts'
import { BranchBlock, RecordBlock } from '../attached-blocks.ts'

describe('blocks', () => {
  it('of a record are a readme with versions, and comments', async () => {
    await using test = await createTestInstance()
    const { db } = test
    const record = await db.Record.create({ name: 'r' }).save()
    const write = (kind: string, content: string) =>
      db.registry(RecordBlock).create({ record, kind, content }).save()
    const first = await write('readme', '# One')
    expect([first.uid.slice(-4), first.hash, first.isLatest]).toEqual(['0000', hashString('# One'), true])
    expect((await write('readme', '# One')).id).toBe(first.id)
    const second = await write('readme', '# Two')
    expect(second.uid).toBe(`${first.uid.slice(0, 16)}0001`)
    expect((await db.registry(RecordBlock).get(first.id)).isLatest).toBe(false)
    const comments = [await write('comment', 'same'), await write('comment', 'same')]
    expect(new Set(comments.map(({ uid }) => uid.slice(0, 16))).size).toBe(2)
    expect(await record.notes()).toBe('# Two')
    expect(await db.Record.create({ name: 'other' }).then((other) => other.notes())).toBeNull()
  })

  it('that are empty take the text of the next one', async () => {
    await using test = await createTestInstance()
    const { db } = test
    const branch = await db.Branch.create({ name: 'dev' }).save()
    const empty = await db.registry(BranchBlock).create({ branch, kind: 'readme', content: '' }).save()
    expect(empty.hash).toBeNull()
    const filled = await db.registry(BranchBlock).create({ branch, kind: 'readme', content: 'x' }).save()
    expect([filled.id, await branch.notes()]).toEqual([empty.id, 'x'])
  })

  it('belong to a saved record and are of a known kind', async () => {
    await using test = await createTestInstance()
    const { db } = test
    const record = await db.Record.create({ name: 'r' })
    const make = (fields: object) => db.registry(RecordBlock).create(fields)
    await expect(make({ kind: 'readme', content: 'x' })).rejects.toThrow('record is required for RecordBlock')
    await expect(make({ record, kind: 'readme' })).rejects.toThrow('record is required for RecordBlock')
    await record.save()
    await expect(make({ record, kind: 'note' })).rejects.toThrow(
      "kind must be 'readme' or 'comment', got 'note'",
    )
    await expect(make({ record })).rejects.toThrow(InvalidArgument)
  })

  it('of the instance or of a registry have one of the known keys', async () => {
    await using test = await createTestInstance()
    const { db } = test
    const write = (content: string) => db.Block.create({ key: 'README.md', kind: 'readme', content }).save()
    const first = await write('hello')
    expect((await write('hello')).id).toBe(first.id)
    expect((await write('changed')).uid).toBe(`${first.uid.slice(0, 16)}0001`)
    await expect(db.Block.create({ key: 'other', kind: 'readme' })).rejects.toThrow(/^key must be one of/)
    await expect(db.Block.create({ key: 'README.md', kind: 'comment' })).rejects.toThrow(InvalidArgument)
  })
})
