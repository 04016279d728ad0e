/** A Python exception raised while golden code is evaluated; `className` is the class that Python would name. */
export class PythonError extends Error {
  readonly className: string

  constructor(className: string, message: string) {
    super(message)
    this.name = className
    this.className = className
  }
}

/** Code outside the subset of Python that golden cases may use: the runner, not the project, is at fault. */
export class UnsupportedPython extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'UnsupportedPython'
  }
}
