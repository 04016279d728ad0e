import { describe, expect, it } from 'vitest'
import { PlaceholderBindings } from './placeholders.ts'

describe('placeholders', () => {
  it('are bound on first use and stay the same', () => {
    const bindings = new PlaceholderBindings()
    expect(bindings.matches('<artifact:1>0001', 'AbCdEfGhIjKlMnOp0001')).toBe(true)
    expect(bindings.get('<artifact:1>')).toBe('AbCdEfGhIjKlMnOp')
    expect(bindings.matches('.lamindb/<artifact:1>0000.txt', '.lamindb/AbCdEfGhIjKlMnOp0000.txt')).toBe(true)
    expect(bindings.matches('<artifact:1>0000', 'otherotherothero0000')).toBe(false)
  })

  it('of two rows of a table never stand for one uid', () => {
    const bindings = new PlaceholderBindings([['<record:1>', 'abcdefgh']])
    expect(bindings.matches('<record:2>', 'abcdefgh')).toBe(false)
    expect(bindings.matches('<ulabel:1>', 'abcdefgh')).toBe(true)
  })

  it('that repeat inside one text stand for one thing', () => {
    expect(new PlaceholderBindings().matches('<run:1> and <run:1>', 'aaaa1 and aaaa1')).toBe(true)
    expect(new PlaceholderBindings().matches('<run:1> and <run:1>', 'aaaa1 and aaaa2')).toBe(false)
  })

  it('for times, sizes, hashes, printed sets and addresses may differ every time', () => {
    const bindings = new PlaceholderBindings()
    for (const time of ['2026-01-02 03:04:05', '2026-01-02 03:04:05.123456', '2026-01-02T03:04:05.5+00:00']) {
      expect(bindings.matches('<time>', time)).toBe(true)
    }
    expect(bindings.matches('<time>', 'yesterday')).toBe(false)
    expect(bindings.matches('one of {…}!', "one of {'a', 'b'}!")).toBe(true)
    expect(bindings.matches('<size> <hash>', '12 kMi7B_N88uu-YnbTLDU-DA')).toBe(true)
    expect(bindings.matches('at <address>', 'at 0x7f3c')).toBe(true)
  })

  it('known beforehand are replaced, special characters of paths included', () => {
    const bindings = new PlaceholderBindings([['<root>', '/tmp/a+b (1)/store']])
    expect(bindings.matches('<root>/x.txt', '/tmp/a+b (1)/store/x.txt')).toBe(true)
    expect(bindings.matches('<root>/x.txt', '/tmp/ab/store/x.txt')).toBe(false)
    expect(bindings.fill('<root>/<files>')).toBe('/tmp/a+b (1)/store/<files>')
  })

  it('leave other texts in angle brackets to exact comparison', () => {
    expect(new PlaceholderBindings().matches("<class 'int'>", "<class 'int'>")).toBe(true)
    expect(new PlaceholderBindings().matches("<class 'int'>", "<class 'str'>")).toBe(false)
  })
})
