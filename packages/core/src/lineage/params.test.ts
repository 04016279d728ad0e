import { describe, expect, it } from 'vitest'

import { CalendarDate } from '../identity/calendar-date.ts'
import { createLogger } from '../instance/logger.ts'
import { createTestInstance } from '../testing/index.ts'
import { serializeParams } from './params.ts'

const lines: string[] = []
const logger = createLogger((_, message) => lines.push(message))

describe('parameters of a run', () => {
  it('are stored as JSON, empty ones left out', () => {
    expect(
      serializeParams(
        {
          rate: 0.1,
          n: 5,
          name: 'ä',
          none: null,
          missing: undefined,
          empty: [],
          day: new CalendarDate(2026, 1, 2),
        },
        logger,
      ),
    ).toEqual({ rate: 0.1, n: 5, name: 'ä', day: '2026-01-02' })
  })

  it('hide what looks like a secret, by name and by value', () => {
    expect(
      serializeParams(
        { openAIApiKey: 'a', LAMIN_API_KEY: 'b', db: 'postgresql://me:secret@host/db', keyboard: 'c' },
        logger,
      ),
    ).toEqual({
      openAIApiKey: '***REDACTED***',
      LAMIN_API_KEY: '***REDACTED***',
      db: '***REDACTED***',
      keyboard: 'c',
    })
  })

  it('name records by registry and uid', async () => {
    await using test = await createTestInstance()
    const label = await test.db.ULabel.create({ name: 'a' }).save()
    expect(serializeParams({ one: label, many: [label] }, logger)).toEqual({
      one: `ULabel[${label.uid}]`,
      many: [`ULabel[${label.uid}]`],
    })
  })

  it('leave out what has no JSON form, with a warning', () => {
    lines.length = 0
    expect(serializeParams({ call: () => 1 }, logger)).toEqual({})
    expect(lines).toEqual([expect.stringContaining('skipping param call')])
  })
})
