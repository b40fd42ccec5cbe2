// `./atelier up`: engines and an evolving world that live on after the command, and how to reach them.
import { attachEngines, startEngines, type EngineSet, type Profile } from "@atelier/engines/engines.ts";
import { freePorts, keepPorts } from "@atelier/engines/ports.ts";
import { ConfigError } from "@atelier/platform/errors.ts";
import type { Cli } from "../app.ts";
import { ensureRequirements } from "../doctor/ensure.ts";
import { drawSeed } from "../options.ts";
import { drawKeys } from "@atelier/secrets/keys.ts";
import { sourceSpec, SourceUrls, type PipelineContext } from "../pipeline.ts";
import { filesOf, findRecorded, firstLine, startService } from "../processes/service-process.ts";
import { runStages, type Stage } from "../progress.ts";
import { cleanRuns, enginesFolder, stopFolder } from "../state/run-folder.ts";
import { kitFolder, runsFolder, stateFolder } from "../state/state-folder.ts";
import { findDashboard } from "./dashboard.ts";
import { completeMetricsPorts } from "./metrics-ports.ts";
import { findMonitoring, observabilityStage } from "./observability.ts";
import {
  candidateEnvironment,
  environmentFile,
  readKitState,
  referenceFolder,
  sourceUrls,
  ticksFile,
  writeEnvironment,
  writeKitState,
  type KitState,
} from "./kit-state.ts";
import { referenceStages } from "./reference.ts";

export interface UpOptions {
  readonly seed?: string;
  readonly scale?: number;
  readonly tickEvery?: number;
  readonly profile: Profile;
  readonly reference: boolean;
  readonly observability: boolean;
  readonly json: boolean;
}

const DEFAULT_TICK_SECONDS = 60;

export async function up(cli: Cli, options: UpOptions): Promise<number> {
  const { machine, console, t } = cli;
  const state = stateFolder(machine);
  const kit = kitFolder(state);
  await cleanRuns(runsFolder(state), { andKept: false });
  const kitState = await chooseKit(cli, kit, options);
  const context: PipelineContext = { machine, keys: kitState.keys, detached: true };

  // What is already watched learns of what is started now.
  const isWatched = options.observability || (await findMonitoring(kit)) !== undefined;
  let environment: Record<string, string> = {};
  let engines: EngineSet | undefined;
  const stages: Stage[] = [
    { title: t("stage.requirements"), run: (note) => ensureRequirements(cli, note, "run") },
    {
      title: t("stage.engines"),
      async run(note) {
        engines = await presentEngines(cli, enginesFolder(kit), options.profile, note);
      },
    },
    {
      title: t("stage.source"),
      async run() {
        if (!engines) return;
        const urls = await presentSource(cli, kit, context, kitState);
        environment = candidateEnvironment(kitState, engines.connections, urls);
        await writeEnvironment(kit, environmentFile(kit), environment);
      },
    },
    ...(options.reference
      ? referenceStages(
          cli,
          { kit, context, metricsPorts: kitState.metricsPorts },
          (folder, note) => presentEngines(cli, enginesFolder(folder), "native", note),
          () => environment,
        )
      : []),
    ...(isWatched ? [observabilityStage(cli, kit, kitState)] : []),
  ];
  try {
    await runStages(console, stages);
    machine.interrupted.throwIfAborted();
  } catch (error) {
    // Half a kit is none: what this command started is stopped again.
    await stopFolder(referenceFolder(kit));
    await stopFolder(kit);
    throw error;
  }
  const dashboard = await findDashboard(referenceFolder(kit));
  const monitoring = isWatched ? await findMonitoring(kit) : undefined;
  if (options.json) {
    const { seed, scale } = kitState;
    console.print(
      JSON.stringify({
        ok: true,
        seed,
        scale,
        environmentFile: environmentFile(kit),
        reference: options.reference,
        dashboardUrl: dashboard?.url ?? null,
        dashboardTokenFile: dashboard?.tokenFile ?? null,
        prometheusUrl: monitoring?.prometheusUrl ?? null,
        alertmanagerUrl: monitoring?.alertmanagerUrl ?? null,
      }),
    );
  } else {
    printConnections(cli, kit, kitState, environment);
    if (dashboard) console.print(t("up.dashboard", { ...dashboard }));
    if (monitoring) console.print(t("up.observability", { ...monitoring }));
  }
  return 0;
}

/** The kit's world: the one it has, or a new one. @throws ConfigError when another one is asked for. */
async function chooseKit({ t }: Cli, kit: string, options: UpOptions): Promise<KitState> {
  const known = await readKitState(kit, t);
  if (known) {
    const differs =
      (options.seed !== undefined && options.seed !== known.seed) ||
      (options.scale !== undefined && options.scale !== known.scale);
    if (differs)
      throw new ConfigError("other-world", t("error.otherWorld", { seed: known.seed, scale: known.scale }));
    // Of services that do not run now: what is drawn from here on is not theirs.
    keepPorts([...Object.values(known.ports), ...Object.values(known.metricsPorts), known.pagePort ?? 0]);
    const completed = {
      ...known,
      metricsPorts: await completeMetricsPorts(known.metricsPorts),
      pagePort: known.pagePort ?? (await freePorts(1))[0],
    };
    await writeKitState(kit, completed);
    return completed;
  }
  const [site = 0, partner = 0, registry = 0, pagePort] = await freePorts(4);
  const state: KitState = {
    seed: options.seed ?? drawSeed(),
    scale: options.scale ?? 1,
    tickEverySeconds: options.tickEvery ?? DEFAULT_TICK_SECONDS,
    keys: drawKeys(),
    ports: { site, partner, registry },
    pagePort,
    metricsPorts: await completeMetricsPorts({}),
  };
  await writeKitState(kit, state);
  return state;
}

/** Starts a set of engines, unless it runs already. */
async function presentEngines(
  cli: Cli,
  stateDir: string,
  profile: Profile,
  note: (text: string) => void,
): Promise<EngineSet> {
  try {
    return await attachEngines(stateDir);
  } catch (error) {
    if (!(error instanceof ConfigError && error.code === "not-running")) throw error;
  }
  return startEngines({
    profile,
    stateDir,
    detached: true,
    signal: cli.machine.interrupted,
    onProgress: (engine, phase, detail) =>
      note(`${engine}: ${cli.t(`phase.${phase}`)}${detail ? ` (${detail})` : ""}`),
  });
}

async function presentSource(
  { machine }: Cli,
  kit: string,
  context: PipelineContext,
  kitState: KitState,
): Promise<SourceUrls> {
  if (await findRecorded(filesOf(kit, "source"))) return sourceUrls(kitState);
  const { seed, scale, tickEverySeconds, ports, metricsPorts } = kitState;
  const journalFile = ticksFile(kit);
  const source = await startService(
    kit,
    sourceSpec(context, {
      seed,
      scale,
      tickEverySeconds,
      journalFile,
      ports,
      metricsPort: metricsPorts["source"] ?? 0,
    }),
  );
  return SourceUrls.parse(JSON.parse(await firstLine(source, machine.interrupted)));
}

function printConnections(
  { console, t }: Cli,
  kit: string,
  state: KitState,
  environment: Readonly<Record<string, string>>,
): void {
  console.print(t("up.ready", { seed: state.seed, scale: state.scale, seconds: state.tickEverySeconds }));
  for (const [name, value] of Object.entries(environment))
    console.print(`  ${name.padEnd(20)} ${withoutSecret(name, value)}`);
  console.print(t("up.environment", { file: environmentFile(kit) }));
}

/** Passwords and keys stay in the file. */
function withoutSecret(name: string, value: string): string {
  if (/KEY|PASSWORD/.test(name)) return "…";
  return value.replace(/^(\w+:\/\/[^:@/]+):[^@]+@/, "$1:…@");
}
