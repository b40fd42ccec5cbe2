// Runs the candidate's tests as they are, where nothing that matters has changed, and where they are lied to.
import { ENVIRONMENT, STAGE_ENVIRONMENT } from "@atelier/contracts/environment.ts";
import { secretFromSeed } from "@atelier/world/draws.ts";
import { startSource } from "../exam/source-process.ts";
import { HTTP_LIES } from "../lies/bodies.ts";
import { startLyingProxy } from "../lies/lying-proxy.ts";
import { STDIN_LIES, wrapper } from "../lies/wrapper.ts";
import { createMutator, LANGUAGES } from "../mutate/mutator.ts";
import { NOTHING_TESTED, type Lie, type Tests } from "../observations/tests.ts";
import type { RunCommand } from "../observations/preparation.ts";
import { readable } from "../text/readable.ts";
import { TESTS_WORLD } from "../tests-contract.ts";
import type { ExamWorld, Phase, PhaseContext } from "./phase.ts";

type Environment = Readonly<Record<string, string>>;

/** In each language, as many on a slow machine as on a fast one: the mark must not hang on it. */
const FAULTS = 6;
const LEAST_LIMIT_SECONDS = 20;

/** Last on the live world: what tests do to the stores disturbs nobody any more. */
export const tests: Phase<"tests"> = {
  part: "tests",
  world: "live",
  async observe(world, context) {
    const { submission, service } = context;
    const declared = submission.tests;
    if (!declared || submission.commands.test === undefined) return NOTHING_TESTED;
    await service.stop();
    if (declared.style !== "http")
      return observeTests(world, context, { [STAGE_ENVIRONMENT.testsWrapper]: wrapper() });
    // A world that everyone knows, so that tests can say what must come.
    const source = await startSource({
      worldSecret: Buffer.from(secretFromSeed(TESTS_WORLD.seed)),
      scale: TESTS_WORLD.scale,
      partnerKey: world.environment[ENVIRONMENT.partnerKey] ?? "",
      labKey: "unused",
    });
    const proxy = await startLyingProxy([source.siteUrl, source.partnerUrl, source.registryUrl]);
    try {
      const [site = "", partner = "", registry = ""] = proxy.urls;
      const environment = {
        [ENVIRONMENT.siteUrl]: site,
        [ENVIRONMENT.partnerUrl]: partner,
        [ENVIRONMENT.registryUrl]: registry,
      };
      return await observeTests(world, context, environment, async (run) => {
        const lies: Lie[] = [];
        for (const lie of HTTP_LIES) {
          proxy.tell(lie);
          const ran = await run(environment);
          // Tests that never ask the sources were not lied to: they have caught nothing either.
          lies.push(lieOf("around", lie, null, ran, proxy.requests() > 0));
        }
        proxy.tell(undefined);
        return lies;
      });
    } finally {
      await proxy.close();
      await source.stop();
    }
  },
};

type LieAround = (run: (environment: Environment) => Promise<RunCommand>) => Promise<Lie[]>;

async function observeTests(
  world: ExamWorld,
  { submission, commands, signal }: Pick<PhaseContext, "submission" | "commands" | "signal">,
  environment: Environment,
  lieAround?: LieAround,
): Promise<Tests> {
  const declared = submission.tests!;
  const run = (own: Environment, limitSeconds?: number) => {
    signal.throwIfAborted();
    return commands.run("test", world, {
      environment: { ...environment, ...own },
      ...(limitSeconds !== undefined && { limitSeconds }),
    });
  };
  const plain = await run({});
  const seen: Tests = { ...NOTHING_TESTED, style: declared.style, plain };
  // Red as they are: there is nothing that a lie could turn red.
  if (plain.code !== 0) return seen;
  const limit = Math.max(LEAST_LIMIT_SECONDS, plain.seconds * 3);
  const neutral: Tests["neutral"] = [
    { what: "time zone", run: await run({ TZ: "Pacific/Auckland", PYTHONHASHSEED: "4711" }, limit) },
  ];
  const lies: Lie[] = [];
  if (declared.style === "stdin") {
    for (const lie of STDIN_LIES) {
      const ran = await run({ [STAGE_ENVIRONMENT.testsWrapper]: wrapper(lie) }, limit);
      lies.push(lieOf("around", lie, null, ran));
    }
  } else if (lieAround) lies.push(...(await lieAround((own) => run(own, limit))));
  const mutated: Tests["mutated"] = [];
  for (const language of LANGUAGES) {
    const mutator = await createMutator(language, declared.paths, commands);
    const faults = await mutator.list(FAULTS);
    if (faults.length === 0) continue;
    mutated.push(language);
    try {
      await mutator.comment();
      neutral.push({ what: `comments (${language})`, run: await run({}, limit) });
      await mutator.restore();
      for (const fault of faults) {
        await mutator.apply(fault);
        const ran = await run({}, limit);
        await mutator.restore();
        lies.push(lieOf("code", readable(fault.what), `${readable(fault.file)}:${fault.line}`, ran));
      }
    } finally {
      await mutator.restore();
    }
  }
  return { ...seen, neutral, lies, mutated };
}

/** Only a verdict is a catch: a program that hangs, or cannot be started, has said nothing. */
function lieOf(where: Lie["where"], what: string, place: string | null, run: RunCommand, met = true): Lie {
  const caught = met && run.ended === "exited" && run.code !== null && run.code !== 0;
  return { where, what, place, caught, ended: run.ended };
}
