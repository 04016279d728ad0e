import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

import { postgresBinaries, type PostgresBinaries } from './postgres-binaries.ts'
import { postgresUser, type ProcessUser } from './postgres-user.ts'

const execute = promisify(execFile)
const login = { user: 'lamin', password: 'lamin-test' }

/** A server that this process started; its data ends with it. */
export interface PostgresServer extends AsyncDisposable {
  /** URL of its maintenance database, as the superuser. */
  readonly url: string
}

/**
 * Starts an empty Postgres on a free port of 127.0.0.1, about half a second. It stops when it is disposed, and also when
 * this process ends without doing so.
 */
export async function startServer(): Promise<PostgresServer> {
  const user = await postgresUser()
  const folder = await mkdtemp(join(tmpdir(), 'lamindb-postgres-'))
  try {
    if (user.uid !== undefined && user.gid !== undefined) await chown(folder, user.uid, user.gid)
    const binaries = await postgresBinaries(user, folder)
    const data = await initialise(binaries, user, folder)
    const port = await freePort()
    const shell = await start(binaries, user, { data, port, folder })
    return {
      url: `postgresql://${login.user}:${login.password}@127.0.0.1:${port}/postgres`,
      [Symbol.asyncDispose]: async () => {
        await stop(shell)
        // Copied binaries belong to this user, so the server's own cleaning leaves them.
        await rm(folder, { recursive: true, force: true })
      },
    }
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}

async function initialise(binaries: PostgresBinaries, user: ProcessUser, folder: string): Promise<string> {
  const data = join(folder, 'data')
  const passwordFile = join(folder, 'password')
  await writeFile(passwordFile, `${login.password}\n`)
  const flags = ['--encoding=UTF8', '--locale=C', '--no-sync', '--auth=scram-sha-256']
  await execute(
    binaries.initdb,
    [`--pgdata=${data}`, `--username=${login.user}`, `--pwfile=${passwordFile}`, ...flags],
    { ...user, cwd: folder },
  )
  return data
}

/** Waits for the end of its input, which comes when the starting process ends in whatever way; then stops the server. */
const supervisor = `
folder=$1; shift
"$@" < /dev/null & server=$!
cat > /dev/null
kill -INT $server
wait $server
rm -rf "$folder"`

async function start(
  binaries: PostgresBinaries,
  user: ProcessUser,
  place: { readonly data: string; readonly port: number; readonly folder: string },
): Promise<ChildProcess> {
  const settings = [
    'fsync=off',
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
  ]
  const server = [binaries.postgres, '-D', place.data, '-p', String(place.port)]
  const flags = settings.flatMap((setting) => ['-c', setting])
  const shell = spawn('sh', ['-c', supervisor, 'sh', place.folder, ...server, ...flags], {
    ...user,
    cwd: place.folder,
    env: { PATH: process.env['PATH'], LC_MESSAGES: 'C' },
    stdio: ['pipe', 'ignore', 'pipe'],
  })
  await readiness(shell)
  return shell
}

async function readiness(shell: ChildProcess): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  let output = ''
  shell.stderr?.on('data', (chunk: Buffer) => {
    output += chunk.toString()
    if (output.includes('ready to accept connections')) resolve()
    if (output.includes('FATAL')) reject(new Error(`Postgres did not start:\n${output}`))
  })
  shell.on('exit', () => reject(new Error(`Postgres ended at once:\n${output}`)))
  try {
    await promise
  } catch (error) {
    shell.stdin?.end()
    throw error
  } finally {
    shell.stderr?.removeAllListeners('data').resume()
  }
}

async function stop(shell: ChildProcess): Promise<void> {
  if (shell.exitCode !== null) return
  const { promise, resolve } = Promise.withResolvers<void>()
  shell.on('exit', () => resolve())
  shell.stdin?.end()
  await promise
}

async function freePort(): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const probe = createServer()
  probe.on('error', reject)
  probe.listen(0, '127.0.0.1', () => {
    const address = probe.address()
    probe.close(() => resolve(address !== null && typeof address === 'object' ? address.port : 0))
  })
  return promise
}
