import { PythonObject, type ObjectOperator, type PythonValue } from './python-object.ts'

const MICROSECONDS_PER_SECOND = 1_000_000n
const SECONDS_PER_DAY = 86_400n
const MICROSECONDS_PER_DAY = MICROSECONDS_PER_SECOND * SECONDS_PER_DAY

/** Microseconds per unit, by the keyword of `datetime.timedelta`, in the order of its parameters. */
export const TIME_DELTA_UNITS = {
  days: MICROSECONDS_PER_DAY,
  seconds: MICROSECONDS_PER_SECOND,
  microseconds: 1n,
  milliseconds: 1000n,
  minutes: 60n * MICROSECONDS_PER_SECOND,
  hours: 3600n * MICROSECONDS_PER_SECOND,
  weeks: 7n * MICROSECONDS_PER_DAY,
} as const

/** `datetime.timedelta`: a signed number of microseconds. */
export class PythonTimeDelta extends PythonObject {
  readonly typeName = 'timedelta'
  readonly microseconds: bigint

  constructor(microseconds: bigint) {
    super()
    this.microseconds = microseconds
  }

  /** Days, seconds and microseconds as Python keeps them: only the days may be negative. */
  get #parts(): readonly [days: bigint, seconds: bigint, microseconds: bigint] {
    const inDay = ((this.microseconds % MICROSECONDS_PER_DAY) + MICROSECONDS_PER_DAY) % MICROSECONDS_PER_DAY
    const days = (this.microseconds - inDay) / MICROSECONDS_PER_DAY
    return [days, inDay / MICROSECONDS_PER_SECOND, inDay % MICROSECONDS_PER_SECOND]
  }

  override attribute(name: string): PythonValue {
    const [days, seconds, microseconds] = this.#parts
    const value = { days, seconds, microseconds }[name]
    return value ?? (super.attribute(name) as PythonValue)
  }

  override operate(operator: ObjectOperator, other: PythonValue): PythonValue | undefined {
    if (operator === '*' && typeof other === 'bigint') return new PythonTimeDelta(this.microseconds * other)
    if (!(other instanceof PythonTimeDelta)) return undefined
    if (operator === '+') return new PythonTimeDelta(this.microseconds + other.microseconds)
    if (operator === '-') return new PythonTimeDelta(this.microseconds - other.microseconds)
    return undefined
  }

  override operateUnary(operator: '+' | '-' | '~'): PythonValue | undefined {
    return operator === '-' ? new PythonTimeDelta(-this.microseconds) : undefined
  }

  override isTrue(): boolean {
    return this.microseconds !== 0n
  }

  override equals(other: PythonValue): boolean {
    return other instanceof PythonTimeDelta && other.microseconds === this.microseconds
  }

  override hashKey(): string {
    return `timedelta ${this.microseconds}`
  }

  override repr(): string {
    const names = ['days', 'seconds', 'microseconds']
    const parts = this.#parts
      .map((part, index) => (part === 0n ? '' : `${names[index]}=${part}`))
      .filter(Boolean)
    return `datetime.timedelta(${parts.join(', ') || '0'})`
  }

  override text(): string {
    const [days, seconds, microseconds] = this.#parts
    const twoDigits = (value: bigint): string => String(value).padStart(2, '0')
    const clock = `${seconds / 3600n}:${twoDigits((seconds / 60n) % 60n)}:${twoDigits(seconds % 60n)}`
    const fraction = microseconds === 0n ? '' : `.${String(microseconds).padStart(6, '0')}`
    const unit = days === 1n || days === -1n ? 'day' : 'days'
    return `${days === 0n ? '' : `${days} ${unit}, `}${clock}${fraction}`
  }
}
