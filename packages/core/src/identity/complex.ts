import { pyFloatText } from './python-float.ts'

/** A complex number, for which JavaScript has nothing. */
export class Complex {
  readonly re: number
  readonly im: number

  constructor(re: number, im: number) {
    this.re = re
    this.im = im
  }

  /** The text that Python gives it: `(1+2j)`, `2j`. */
  toString(): string {
    const imaginary = `${short(this.im)}j`
    if (Object.is(this.re, 0)) return imaginary
    return `(${short(this.re)}${signed(imaginary)})`
  }

  /** The text that NumPy gives it among others: `1.0+2.0j`. */
  toNumpy(): string {
    return `${pyFloatText(this.re)}${signed(`${pyFloatText(this.im)}j`)}`
  }
}

const signed = (text: string): string => (text.startsWith('-') ? text : `+${text}`)

const short = (value: number): string => pyFloatText(value).replace(/\.0$/u, '')
