import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { describe, expect, it } from 'vitest'

import { loadCurrentUser, peekUserHandle } from './current-user.ts'
import { anonymousUser, formatUserSettings, writeCurrentUser } from './user-settings.ts'
import { createSetupContext } from '../context/setup-context.ts'
import { LoginUnavailable, NotLoggedIn, SettingsEnvFileOutdated } from '../errors.ts'
import { temporaryHome } from '../testing/temporary-home.ts'

const anonymousText = `lamin_user_email=null
lamin_user_password=null
lamin_user_access_token=null
lamin_user_uid=00000000
lamin_user_uuid=null
lamin_user_handle=anonymous
lamin_user_name=null
lamin_user_api_key=null
`

const ada = {
  email: 'ada@example.org',
  password: null,
  accessToken: 'token',
  uid: 'AbCdEf12',
  uuid: '037ba1e08d804f91a90275a47735076a',
  handle: 'ada',
  name: 'Ada Lovelace',
  apiKey: 'key',
}

describe('the current user', () => {
  it('is the anonymous one when nobody logged in, who is then written and warned about', async () => {
    await using home = await temporaryHome()
    expect(await loadCurrentUser(home.context)).toEqual(anonymousUser)
    expect(await readdir(join(home.home, '.lamin'))).toEqual(['current_user.env'])
    expect(await readFile(join(home.home, '.lamin/current_user.env'), 'utf8')).toBe(anonymousText)
    expect(home.log).toEqual([expect.objectContaining({ level: 'warning' })])
  })

  it('is read from its file, and an API key is not looked at then', async () => {
    await using home = await temporaryHome({ LAMIN_API_KEY: 'other' })
    await writeCurrentUser(home.environment, ada)
    expect(await loadCurrentUser(home.context)).toEqual(ada)
    const files = ['current_user.env', 'user--ada.env', 'user--ada@example.org.env']
    expect(await readdir(join(home.home, '.lamin'))).toEqual(files)
    expect(await readFile(join(home.home, '.lamin/user--ada.env'), 'utf8')).toBe(formatUserSettings(ada))
  })

  it('is whoever the API key belongs to, when the context can log in', async () => {
    await using home = await temporaryHome({ LAMIN_API_KEY: 'key' })
    const login = async (apiKey: string): Promise<typeof ada> => ({ ...ada, apiKey })
    const context = createSetupContext({ ...home.context, login })
    expect(await loadCurrentUser(context)).toEqual(ada)
  })

  it('is nobody with an API key and no hub, and no anonymous file hides the key', async () => {
    await using home = await temporaryHome({ LAMIN_API_KEY: 'key' })
    await expect(loadCurrentUser(home.context)).rejects.toBeInstanceOf(LoginUnavailable)
    await expect(readdir(join(home.home, '.lamin'))).rejects.toMatchObject({ code: 'ENOENT' })
  })

  it('must have a uid', async () => {
    await using home = await temporaryHome()
    await writeCurrentUser(home.environment, { ...ada, uid: null })
    await expect(loadCurrentUser(home.context)).rejects.toBeInstanceOf(NotLoggedIn)
  })

  it('reads a null handle as anonymous', async () => {
    await using home = await temporaryHome()
    await mkdir(join(home.home, '.lamin'))
    const file = join(home.home, '.lamin/current_user.env')
    await writeFile(file, anonymousText.replace('handle=anonymous', 'handle=null'))
    expect((await loadCurrentUser(home.context)).handle).toBe('anonymous')
  })

  it('names the key that its file lacks', async () => {
    await using home = await temporaryHome()
    await mkdir(join(home.home, '.lamin'))
    await writeFile(join(home.home, '.lamin/current_user.env'), 'lamin_user_email=null\n')
    const loading = loadCurrentUser(home.context)
    await expect(loading).rejects.toBeInstanceOf(SettingsEnvFileOutdated)
    await expect(loading).rejects.toMatchObject({ key: 'lamin_user_password' })
  })

  it('can be looked at without writing anything', async () => {
    await using home = await temporaryHome()
    expect(await peekUserHandle(home.environment)).toBe('anonymous')
    await expect(readdir(join(home.home, '.lamin'))).rejects.toMatchObject({ code: 'ENOENT' })
  })
})
