-- What models say of reviews. The first prediction of a version stays; with its review, it goes.

CREATE TABLE store.predictions (
  review_id text NOT NULL REFERENCES store.reviews ON DELETE CASCADE,
  model_version text NOT NULL,
  score double precision NOT NULL CHECK (score BETWEEN 0 AND 1),
  flagged boolean NOT NULL,
  scored_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (review_id, model_version)
);

-- The version that the view shows.
CREATE TABLE store.active_model (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  version text NOT NULL
);

CREATE VIEW lab.predictions AS
  SELECT p.review_id, p.score, p.flagged
  FROM store.predictions p JOIN store.active_model a ON a.version = p.model_version;
