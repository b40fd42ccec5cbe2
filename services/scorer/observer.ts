// Who watches what is scored, drift for one. Told once of each review, after its features were logged.

export interface ScoreObserver {
  observe(features: Float32Array, score: number): void;
}
