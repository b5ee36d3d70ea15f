/** The named errors of the system; `cli/` turns each into one line and an exit code. */
export class ZhixunError extends Error {
  /** What the command exits with: 1 the work failed, 2 the arguments or an input are wrong. */
  readonly exitCode: 1 | 2 = 1
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = new.target.name
  }
}

export interface InputPlace {
  /** Path as the user gave it, or `-` for standard input. */
  file?: string
  /** 1-based. */
  line?: number
  /** A path into the row, such as `price.amount`. */
  field?: string
}

/** An input that cannot be read: says which file, line and field, and what was expected. */
export class InputError extends ZhixunError {
  override readonly exitCode = 2
  readonly place: InputPlace
  readonly expected: string
  constructor(expected: string, place: InputPlace = {}, options?: ErrorOptions) {
    const at = [place.file, place.line].filter((part) => part !== undefined).join(':')
    super([at, place.field, expected].filter(Boolean).join(': '), options)
    this.place = place
    this.expected = expected
  }
}

/** A wrong setting: an option, an environment variable, a platform or a rule file. */
export class ConfigError extends ZhixunError {
  override readonly exitCode = 2
}

/** Something outside is not there; the message says what to start or to install. */
export class UnavailableError extends ZhixunError {}

/** A login, CAPTCHA or other wall stood where a page was expected. It is a state of the page and never a listing. */
export class BlockedError extends ZhixunError {
  readonly kind: 'login' | 'captcha' | 'blocked'
  constructor(kind: 'login' | 'captcha' | 'blocked', message: string) {
    super(message)
    this.kind = kind
  }
}

/** An address that the crawler refuses to ask: private, loopback, not allowed by robots.txt or beyond a limit. Never retried. */
export class RefusedError extends ZhixunError {}

/** A write that lost against another one; the caller shows what is there now. */
export class ConflictError extends ZhixunError {}
