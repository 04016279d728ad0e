import { styleText } from 'node:util'

type Painter = (text: string) => string

/** The few colours of the command line; every member gives the text back unchanged where there are none. */
export interface Style {
  readonly heading: Painter
  readonly faint: Painter
  readonly good: Painter
  readonly warning: Painter
  readonly bad: Painter
}

const plain: Style = {
  heading: (text) => text,
  faint: (text) => text,
  good: (text) => text,
  warning: (text) => text,
  bad: (text) => text,
}

const paint = (format: Parameters<typeof styleText>[0]): Painter => {
  return (text) => styleText(format, text, { validateStream: false })
}

const coloured: Style = {
  heading: paint('bold'),
  faint: paint('dim'),
  good: paint('green'),
  warning: paint('yellow'),
  bad: paint('red'),
}

/** Colours for a terminal, none otherwise. */
export function chooseStyle(hasColours: boolean): Style {
  return hasColours ? coloured : plain
}
