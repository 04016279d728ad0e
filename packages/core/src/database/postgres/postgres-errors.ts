import { DatabaseAccessDenied, DatabaseNotFound, DatabaseUnreachable } from '../errors.ts'

/** SQLSTATEs of a refused login: class 28 and "insufficient privilege" for the database. */
const denied: ReadonlySet<string> = new Set(['28000', '28P01', '42501'])

/** Gives a failed attempt to connect its name; an error that is not about connecting comes back unchanged. */
export function connectionError(error: unknown, server: string): unknown {
  if (!(error instanceof Error)) return error
  const code = 'code' in error ? String(error.code) : ''
  if (denied.has(code)) return new DatabaseAccessDenied(server, sentence(error), { cause: error })
  if (code === '3D000') return new DatabaseNotFound(server, { cause: error })
  return new DatabaseUnreachable(server, problem(error), { cause: error })
}

/** Whether a server has answered that it does not speak TLS. */
export function lacksTls(error: unknown): boolean {
  return error instanceof Error && error.message.includes('does not support SSL')
}

/** `host:port/name`, for messages. */
export function serverName(url: URL): string {
  const host = url.searchParams.get('host') ?? (url.hostname || 'localhost')
  return `${host}:${url.searchParams.get('port') ?? (url.port || '5432')}${decodeURIComponent(url.pathname)}`
}

function problem(error: Error): string {
  // Node tries every address of a name and reports all failures in one error without a text of its own.
  if (error instanceof AggregateError) return error.errors.map((e: Error) => sentence(e)).join('; ')
  return sentence(error)
}

function sentence(error: Error): string {
  return error.message.replace(/\.$/, '')
}
