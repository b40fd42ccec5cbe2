// Errors named by what the caller should do about them.

abstract class CodedError extends Error {
  /** Stable, kebab-case; what tests, logs and metrics look at. */
  readonly code: string;
  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}

/** Try again later: the other side is slow, busy or away. */
export class RetryableError extends CodedError {}

/** Trying again gives the same: send the record to its dead letters, or stop. */
export class PermanentError extends CodedError {}

/** Someone must change a setting or install something; the message says what and how. */
export class ConfigError extends CodedError {}
