// What an attack is: something that a submission might try, and the guard that must stop it. Each is run twice: with only that
// guard taken away it must succeed, or it would prove nothing; with all guards standing it must not.

export interface Attack<Guard extends string, Seen> {
  /** Of a kind: names its test. */
  readonly id: string;
  /** What someone would gain by it. */
  readonly goal: string;
  /**
   * Taken away in the control. More than one where each of them stops the attack: then it must fail too with any one of them
   * taken away alone.
   */
  readonly guards: readonly Guard[];
  /** Whether it has got what it wanted. */
  succeeded(seen: Seen): boolean | Promise<boolean>;
}
