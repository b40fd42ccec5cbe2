// The command line itself: verbs, options, help, and what each kind of error becomes.
import { Argument, Command, CommanderError, Option } from "commander";
import { PROFILES } from "@atelier/engines/engines.ts";
import { ConfigError } from "@atelier/platform/errors.ts";
import { createConsole, type Console } from "./console.ts";
import { createTranslate, LANGUAGES, languageOf, type Language, type Translate } from "./language.ts";
import { isKit } from "./kit/is-kit.ts";
import type { Machine } from "./machine.ts";
import { STARTERS, type Starter } from "./new/starters.ts";
import { DRIFTS, drawSeed, readScale, readSeconds, readSeed, readShard, readTicks } from "./options.ts";
import packageJson from "./package.json" with { type: "json" };

/** What every verb works with. */
export interface Cli {
  readonly machine: Machine;
  readonly console: Console;
  readonly language: Language;
  readonly t: Translate;
}

/**
 * @returns the exit code: 0 done, 1 the run differs from the truth or something is unhealthy, 2 it could not be
 * tried, 130 interrupted.
 */
export async function runCli(args: readonly string[], machine: Machine): Promise<number> {
  const language = languageAsked(args) ?? languageOf(machine.environment);
  const cli: Cli = { machine, language, console: createConsole(machine), t: await createTranslate(language) };
  let exitCode = 0;
  const program = createProgram(cli, args, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync(args, { from: "user" });
    return exitCode;
  } catch (error) {
    return tell(cli, error, args.includes("--json"));
  }
}

/** Known before parsing, because help and errors of the parser are sentences too. */
function languageAsked(args: readonly string[]): Language | undefined {
  const at = args.findIndex((arg) => arg === "--lang" || arg.startsWith("--lang="));
  const value = args[at]?.split("=")[1] ?? args[at + 1];
  return LANGUAGES.find((language) => language === value);
}

/** Each verb is loaded when it is asked for: `doctor` must work on a machine where little else does. */
function createProgram(cli: Cli, args: readonly string[], exitWith: (code: number) => void): Command {
  const { t, console } = cli;
  // `new` has an option of that name too, and the program's is read first, wherever it stands.
  const langChoices = args.includes("new") ? [...LANGUAGES, ...STARTERS] : LANGUAGES;
  const program = new Command("atelier")
    .description(t("help.atelier"))
    .version(packageJson.version, "-V, --version", t("help.version"))
    .helpOption("-h, --help", t("help.help"))
    .helpCommand(false)
    .addOption(new Option("--lang <language>", t("help.lang")).choices(langChoices))
    .configureOutput({ writeOut: (text) => console.print(text.trimEnd()), writeErr: () => undefined })
    .configureHelp({
      styleTitle: (title) => t(`help.title.${title.replace(":", "")}`, { defaultValue: title }),
      // The sentence says the default where there is one.
      optionDescription: (option) => option.description,
    })
    .exitOverride();

  // What needs the complete solution is not offered where that is not there.
  const isWhole = !isKit(cli.machine.checkout);
  const examples = (name: string) =>
    t(isWhole ? [`examples.${name}`] : [`inKit.${name}`, `examples.${name}`]);
  const verb = (usage: string) => {
    const [name = ""] = usage.split(" ");
    const command = program
      .command(usage)
      .description(t(`help.${name}`))
      .helpOption("-h, --help", t("help.help"))
      .addHelpText("after", `\n${t("help.title.Examples")}\n${examples(name)}`);
    return command.exitOverride();
  };
  const json = () => new Option("--json", t("help.json")).default(false);
  const scale = () => new Option("--scale <n>", t("help.scale")).argParser((given) => readScale(t, given));
  const profile = () =>
    new Option("--profile <profile>", t("help.profile")).choices(PROFILES).default("auto");
  const seed = () => new Option("--seed <seed>", t("help.seed")).argParser((given) => readSeed(t, given));

  if (isWhole) {
    verb("run")
      .addOption(seed())
      .addOption(scale().default(1))
      .addOption(profile())
      .option("--keep", t("help.keep"), false)
      .addOption(json())
      .action(async (options) => {
        const asked = { seed: drawSeed(), ...options };
        if (asked.profile === "docker") {
          const { runInContainers } = await import("./docker/run-in-containers.ts");
          exitWith(await runInContainers(cli, asked));
          return;
        }
        const { run } = await import("./run/run.ts");
        exitWith(await run(cli, asked));
      });
  }
  const upVerb = verb("up")
    .addOption(seed())
    .addOption(scale())
    .addOption(
      new Option("--tick-every <seconds>", t("help.tickEvery")).argParser((given) => readSeconds(t, given)),
    )
    .addOption(profile())
    .addOption(json());
  if (isWhole) {
    upVerb
      .option("--reference", t("help.reference"), false)
      .option("--observability", t("help.observability"), false);
  }
  upVerb.action(async (options) => {
    const { up } = await import("./kit/up.ts");
    exitWith(await up(cli, { reference: false, observability: false, ...options }));
  });
  verb("new <folder>")
    .addOption(new Option("--lang <language>", t("help.starter")).choices(STARTERS).default("python"))
    .action(async (folder: string, options: { lang: Starter }) => {
      const { newWork } = await import("./new/new.ts");
      const asked = STARTERS.find((starter) => starter === program.opts()["lang"]);
      exitWith(await newWork(cli, folder, { lang: asked ?? options.lang }));
    });
  verb("env").action(async () => {
    const { env } = await import("./kit/env.ts");
    exitWith(await env(cli));
  });
  verb("down").action(async () => {
    const { down } = await import("./kit/down.ts");
    exitWith(await down(cli));
  });
  verb("status")
    .addOption(json())
    .action(async (options) => {
      const { status } = await import("./kit/status.ts");
      exitWith(await status(cli, options));
    });
  verb("logs [service]")
    .option("-f, --follow", t("help.follow"), false)
    .action(async (service: string | undefined, options) => {
      const { logs } = await import("./kit/logs.ts");
      exitWith(await logs(cli, service, options));
    });
  if (isWhole) {
    verb("drift")
      .addArgument(new Argument("<kind>", t("help.driftKind")).choices(DRIFTS))
      .addOption(new Option("--ticks <n>", t("help.ticks")).argParser((given) => readTicks(t, given)))
      .addOption(json())
      .action(async (kind: (typeof DRIFTS)[number], options) => {
        const { drift } = await import("./kit/drift.ts");
        exitWith(await drift(cli, kind, options));
      });
  }
  verb("check [folder]")
    .addOption(new Option("--only <checks>", t("help.only")))
    .option("--run", t("help.runCommands"), false)
    .option("--watch", t("help.watch"), false)
    .option("--hint", t("help.hint"), false)
    .option("--plain", t("help.plain"), false)
    .addOption(json())
    .action(async (folder: string | undefined, options) => {
      const { check } = await import("./check/check.ts");
      exitWith(await check(cli, folder ?? ".", options));
    });
  verb("reset")
    .option("-y, --yes", t("help.yes"), false)
    .action(async (options) => {
      const { reset } = await import("./kit/reset.ts");
      exitWith(await reset(cli, options));
    });
  verb("doctor")
    .option("--install", t("help.install"), false)
    .addOption(json())
    .action(async (options) => {
      const { doctor } = await import("./doctor/doctor.ts");
      exitWith(await doctor(cli, options));
    });
  if (isWhole) {
    verb("grade <submission>")
      .addOption(new Option("--pack <pack>", t("help.pack")).default("omnes-data-engineer"))
      .addOption(new Option("--exam <exam>", t("help.exam")).default("E2"))
      .addOption(new Option("--secret-file <file>", t("help.secretFile")))
      .addOption(new Option("--report <folder>", t("help.report")))
      .option("--plain", t("help.plain"), false)
      .addOption(json())
      .action(async (submission: string, options) => {
        const { grade } = await import("./grade/grade.ts");
        exitWith(await grade(cli, submission, options));
      });
    verb("verify-labs")
      .addOption(
        new Option("--shard <i/n>", t("help.shard")).default("1/1").argParser((given) => readShard(t, given)),
      )
      .addOption(new Option("--only <word>", t("help.onlyVariants")))
      .addOption(json())
      .action(async (options) => {
        const { verifyLabs } = await import("./verify-labs/verify-labs.ts");
        exitWith(await verifyLabs(cli, options));
      });
    const images = verb("images");
    const imagesVerb = (usage: string) =>
      images
        .command(usage)
        .description(t(`help.imagesVerbs.${usage.split(" ")[0]}`))
        .helpOption("-h, --help", t("help.help"))
        .exitOverride();
    imagesVerb("build")
      .option("--offline", t("help.offline"), false)
      .action(async (options) => {
        const { buildImages } = await import("./docker/images.ts");
        exitWith(await buildImages(cli, options));
      });
    imagesVerb("save <file>").action(async (file: string) => {
      const { saveImages } = await import("./docker/images.ts");
      exitWith(await saveImages(cli, file));
    });
    imagesVerb("load <file>").action(async (file: string) => {
      const { loadImages } = await import("./docker/images.ts");
      exitWith(await loadImages(cli, file));
    });
    verb("tensorflow").action(async () => {
      const { tensorflow } = await import("./doctor/tensorflow.ts");
      exitWith(await tensorflow(cli));
    });
    verb("kit <target>").action(async (target: string) => {
      const { kit } = await import("./archive/kit.ts");
      exitWith(await kit(cli, target));
    });
  }
  if (!isWhole) {
    program
      .command("verify-labs", { hidden: true })
      .allowUnknownOption()
      .allowExcessArguments()
      .action(() => {
        throw new ConfigError("not-in-kit", t("error.notInKit"));
      });
  }
  program.addHelpText("after", `\n${t("help.title.Examples")}\n${examples("atelier")}`);
  return program;
}

/** One clear line for what is known; a stack only for bugs. Who asked for JSON gets a line of it in any case. */
function tell(cli: Cli, error: unknown, json: boolean): number {
  const { t, console, machine } = cli;
  if (json) {
    const code = error instanceof ConfigError || error instanceof CommanderError ? error.code : "bug";
    const message = error instanceof Error ? error.message : String(error);
    console.print(
      JSON.stringify({
        ok: false,
        error: { code: machine.interrupted.aborted ? "interrupted" : code, message },
      }),
    );
  }
  if (machine.interrupted.aborted) {
    console.say(t("error.interrupted"));
    return 130;
  }
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0;
    const known = error.code.replace("commander.", "");
    const detail = /'([^']*)'/.exec(error.message)?.[1] ?? "";
    console.say(
      known === "help"
        ? t("error.noVerb")
        : t(`error.parser.${known}`, { detail, defaultValue: error.message }),
    );
    return 2;
  }
  if (error instanceof ConfigError) {
    console.say(`${t("error.prefix")} ${error.message}`);
    return 2;
  }
  console.say(
    `${t("error.bug")}\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
  );
  return 2;
}
