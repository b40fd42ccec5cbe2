-- What each training cost and how good its version was: one row per training.

CREATE TABLE store.trainings (
  version text NOT NULL,
  trained_at timestamptz NOT NULL,
  seconds double precision NOT NULL,
  energy_joules double precision NOT NULL,
  grams_co2e double precision NOT NULL,
  peak_rss_bytes bigint NOT NULL,
  model_bytes bigint NOT NULL,
  backend text NOT NULL,
  reviews integer NOT NULL,
  labelled integer NOT NULL,
  pr_auc_test double precision NOT NULL,
  joules_per_thousand_predictions double precision NOT NULL,
  PRIMARY KEY (version, trained_at)
);
