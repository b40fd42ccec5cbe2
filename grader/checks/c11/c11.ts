// The checks of C11.
import { badRecordsWhereSaid } from "./bad-records-where-said.ts";
import { circuitsDocumented } from "./circuits-documented.ts";
import { credentialsRotate } from "./credentials-rotate.ts";
import { nothingLeaks } from "./nothing-leaks.ts";
import { onlyNeededDoors } from "./only-needed-doors.ts";
import { recoversAfterAKill } from "./recovers-after-a-kill.ts";
import { scheduleIsActive } from "./schedule-is-active.ts";
import { structuredDataArrive } from "./structured-data-arrive.ts";
import { testsAreGreen } from "./tests-are-green.ts";
import { testsCatchLies } from "./tests-catch-lies.ts";
import { unstructuredDataArrive } from "./unstructured-data-arrive.ts";

export const AUTOMATION_CHECKS = [
  scheduleIsActive,
  structuredDataArrive,
  unstructuredDataArrive,
  recoversAfterAKill,
] as const;

export const TESTS_CHECKS = [testsAreGreen, testsCatchLies] as const;

export const FLOW_CHECKS = [
  credentialsRotate,
  nothingLeaks,
  onlyNeededDoors,
  circuitsDocumented,
  badRecordsWhereSaid,
] as const;
