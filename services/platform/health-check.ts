// What a container's health check runs: asks this container's own service, and ends with 0 where it answers well.
// `health-check.ts METRICS_PORT /health/live`: the variable that holds the port, and the path.
const DEADLINE_MS = 4000;

const [variable = "METRICS_PORT", path = "/health/live"] = process.argv.slice(2);
const url = `http://127.0.0.1:${process.env[variable]}${path}`;
const isWell = await fetch(url, { signal: AbortSignal.timeout(DEADLINE_MS) }).then(
  ({ ok }) => ok,
  () => false,
);
process.exit(isWell ? 0 : 1);
