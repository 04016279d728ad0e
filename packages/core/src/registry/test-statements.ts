import type { CompiledQuery, DatabaseConnection, Driver } from 'kysely'

import type { Instance } from '../instance/instance.ts'

/** Statements that open and close transactions and sessions; the drivers of both databases send them differently. */
const isFrame = (sql: string): boolean =>
  /^(begin|commit|rollback|start transaction|select set_config)/i.test(sql)

const watched = new WeakSet<DatabaseConnection>()
const listeners = new WeakMap<Driver, Set<string[]>>()

/** The SQL of the statements that `work` sends to the database of an instance, in order. */
export async function statementsOf(db: Instance, work: () => PromiseLike<unknown>): Promise<string[]> {
  const driver = db.database.kyselyDialect.createDriver()
  const seen: string[] = []
  const all = listeners.get(driver) ?? watch(driver)
  all.add(seen)
  try {
    await work()
    return seen
  } finally {
    all.delete(seen)
  }
}

function watch(driver: Driver): Set<string[]> {
  const all = new Set<string[]>()
  listeners.set(driver, all)
  const acquire = driver.acquireConnection.bind(driver)
  driver.acquireConnection = async (options) => {
    const connection = await acquire(options)
    if (watched.has(connection)) return connection
    watched.add(connection)
    const execute = connection.executeQuery.bind(connection)
    connection.executeQuery = (query: CompiledQuery) => {
      if (!isFrame(query.sql)) for (const seen of all) seen.push(query.sql)
      return execute(query)
    }
    return connection
  }
  return all
}
