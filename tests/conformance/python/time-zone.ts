import { PythonObject, type PythonValue } from './python-object.ts'
import { PythonTimeDelta } from './time-delta.ts'

const MICROSECONDS_PER_MINUTE = 60_000_000n

/** `datetime.timezone`: a fixed offset from UTC in microseconds, positive east of Greenwich. */
export class PythonTimeZone extends PythonObject {
  readonly typeName = 'timezone'
  readonly offset: bigint

  constructor(offset: bigint) {
    super()
    this.offset = offset
  }

  /** The offset as ISO 8601 writes it: `+02:00`. */
  isoOffset(): string {
    const magnitude = this.offset < 0n ? -this.offset : this.offset
    const minutes = magnitude / MICROSECONDS_PER_MINUTE
    const seconds = (magnitude % MICROSECONDS_PER_MINUTE) / 1_000_000n
    const text = [minutes / 60n, minutes % 60n, ...(seconds === 0n ? [] : [seconds])]
    return (this.offset < 0n ? '-' : '+') + text.map((part) => String(part).padStart(2, '0')).join(':')
  }

  override equals(other: PythonValue): boolean {
    return other instanceof PythonTimeZone && other.offset === this.offset
  }

  override hashKey(): string {
    return `timezone ${this.offset}`
  }

  override repr(): string {
    if (this.offset === 0n) return 'datetime.timezone.utc'
    return `datetime.timezone(${new PythonTimeDelta(this.offset).repr()})`
  }

  override text(): string {
    return this.offset === 0n ? 'UTC' : `UTC${this.isoOffset()}`
  }
}
