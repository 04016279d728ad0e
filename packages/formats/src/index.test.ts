import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import * as formats from './index.ts'

it('the public surface holds exactly these values', () => {
  expect(Object.keys(formats).sort().join(' ')).toMatchInlineSnapshot(
    `"CorruptFile EmptyTableFile FormatError InvalidEncoding MixedColumn NotOneTable RaggedRow RowTooLong SchemaChanged TableFileFailed TableFileNotFound TruncatedFile UnclosedQuote UnequalColumns UnknownColumn UnsupportedColumnType UnsupportedFeature UnsupportedTableFormat WrongFormat bytesSource categorical columnKind columnType columnsToTable encodeCsv encodeParquet formatErrorCodes isFormatError openCsv openFileSource openIpc openParquet openTable parsePandasMetadata readTable rowsToTable storedPandasMetadata tableFormat tableSuffixes tableToSource textValues writeCsv writeParquet"`,
  )
})

it('the entry loads no library before it is used', async () => {
  const entry = JSON.stringify(new URL('./index.ts', import.meta.url).href)
  const script = `
    import { registerHooks } from 'node:module'
    const loaded = []
    registerHooks({ load: (url, context, next) => (loaded.push(url), next(url, context)) })
    await import(${entry})
    process.stdout.write(JSON.stringify(loaded))`
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: new URL('..', import.meta.url),
  })
  const loaded = JSON.parse(stdout) as string[]
  expect(loaded.some((url) => url.endsWith('/src/open-table.ts'))).toBe(true)
  expect(loaded.filter((url) => url.includes('/node_modules/'))).toEqual([])
})
