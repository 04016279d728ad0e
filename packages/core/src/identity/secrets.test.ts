import { describe, expect, it } from 'vitest'
import { isSensitiveKey, isSensitiveValue, redactParams, redactSource } from './secrets.ts'

describe('isSensitiveKey', () => {
  it.each([
    'api_key',
    'apiKey',
    'APIKey',
    'my.secret',
    'db-password',
    'accessKey',
    'CLIENT_SECRET',
    'hf_token',
  ])('finds %s', (key) => {
    expect(isSensitiveKey(key)).toBe(true)
  })

  it.each(['tokens', 'key', 'secretary', 'tokenizer', 'passwordless'])('passes %s', (key) => {
    expect(isSensitiveKey(key)).toBe(false)
  })
})

it('finds the password in the URL of a Postgres database', () => {
  expect(isSensitiveValue(' postgresql://user:pw@host:5432/db ')).toBe(true)
  expect(isSensitiveValue('POSTGRES://user:pw@host')).toBe(true)
  expect(isSensitiveValue('postgresql://user@host/db')).toBe(false)
  expect(isSensitiveValue(5)).toBe(false)
})

it('redacts parameters by name and by value, in their order', () => {
  expect(Object.entries(redactParams({ n: 5, apiKey: 1, url: 'postgres://u:p@h/d', name: 'ä' }))).toEqual([
    ['n', 5],
    ['apiKey', '***REDACTED***'],
    ['url', '***REDACTED***'],
    ['name', 'ä'],
  ])
})

describe('redactSource', () => {
  it.each([
    ['api_key = "abcd1234"\nprint(1)\n', 'api_key = "***REDACTED***"\nprint(1)\n'],
    ["my.secret: 'v'", "my.secret: '***REDACTED***'"],
    ['mySecret := `v`', 'mySecret := `***REDACTED***`'],
    ['login(token="a", user="b")', 'login(token="***REDACTED***", user="b")'],
    ['config = {"password": "hunter2"}', 'config = {"password": "***REDACTED***"}'],
    ['os.environ["API_KEY"] = "x"', 'os.environ["API_KEY"] = "***REDACTED***"'],
    ["process.env['API_KEY'] = 'x'", "process.env['API_KEY'] = '***REDACTED***'"],
    ["process.env.API_KEY = 'x'", "process.env.API_KEY = '***REDACTED***'"],
    ["const apiKey: string = 'x'", "const apiKey: string = '***REDACTED***'"],
    ['api_key: str | None = "x"', 'api_key: str | None = "***REDACTED***"'],
    ['password = "a\\"b"', 'password = "***REDACTED***"'],
    ['password = """a\n"b\n"""\n', 'password = """***REDACTED***"""\n'],
    ["token = r'abc'", "token = r'***REDACTED***'"],
    ['db = "postgresql://u:p@h/db"', 'db = "***REDACTED***"'],
  ])('turns %s into %s', (source, text) => {
    expect(redactSource(source)).toEqual({ text, redactions: 1 })
  })

  it.each([
    'token = os.getenv("TOKEN")',
    'token = os.environ["TOKEN"]',
    'const token = process.env.TOKEN',
    'def f(api_key: str, api_key2="x"):',
    'f(api_key=api_key)',
    'if password == "x":',
    'tokens = ["a"]',
    'password = "unfinished\n',
  ])('leaves %s alone', (source) => {
    expect(redactSource(source)).toEqual({ text: source, redactions: 0 })
  })

  it('counts every literal, and none twice', () => {
    const { text, redactions } = redactSource('token = "a"\n{"secret": \'b\'}\n')
    expect(redactions).toBe(2)
    expect(redactSource(text)).toEqual({ text, redactions: 0 })
  })

  it('takes time in proportion to the length of the source', () => {
    const source = `${'a'.repeat(200_000)} ${'x-'.repeat(2000)}\ntoken = "${'b'.repeat(200_000)}"`
    expect(redactSource(source).redactions).toBe(1)
  })
})
