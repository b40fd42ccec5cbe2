// The roles of the relational store, apart from their set-up: a loader needs their names and none of its machinery.

export const LOADER_ROLE = "loader";
export const READER_ROLE = "reader";
/** Reads facts, writes predictions. */
export const MODEL_ROLE = "model";
/** Reads counts and nothing of persons. */
export const DASHBOARD_ROLE = "dashboard";
