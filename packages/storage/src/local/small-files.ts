/**
 * Single files up to this size, in bytes, are read, written and made durable in this thread, where SQLite waits for the
 * disk as well: handing the calls to another thread, one by one, takes ten times as long as they do.
 */
export const smallFileBytes = 1 << 16
