// Tests of a submission's own: whether each asks for anything that could be otherwise.
import type { Submission } from "@atelier/contracts/submission.ts";
import type { StaticFacts } from "../observations/static.ts";
import { isOwnCode } from "./code.ts";
import { notebookCode } from "./notebook.ts";
import type { TextFile } from "./text-file.ts";

const BY_NAME = /(?:^|\/)(?:test_[^/]*|[^/]*_test|[^/]*[._](?:test|spec))\.\w+$/iu;
const IS_TEST =
  /\bdef test|\b(?:test|it|describe|test_that)(?:\.\w{1,20})?\s{0,4}\(|@Test\b|unittest|\bfunc Test/u;
const COMMENT = /^[ \t]*(?:#|\/\/|\*)[^\n]*$/gmu;
/** True whatever the code does. */
const EMPTY =
  /\bassert[ \t(]{1,4}(?:True|1|not False|1[ \t]*==[ \t]*1)\b|\bassertTrue\(\s{0,4}True\s{0,4}\)|\bexpect\(\s{0,4}(true|1)\s{0,4}\)\s{0,4}\.\w{1,20}\(\s{0,4}(?:true|1)?\s{0,4}\)|\bassert(?:\.ok|\.equal)?\(\s{0,4}true\b/gu;
const ASSERTS =
  /\bassert\w{0,40}\b|\bexpect(?:_\w{1,40})?\s{0,4}\(|\.should\b|\bpytest\.raises\b|\bt\.(?:Error|Fatal)/u;

export function readTests(
  texts: readonly TextFile[],
  submission: Submission | undefined,
): StaticFacts["tests"] {
  const declared = (submission?.tests?.paths ?? []).map((path) =>
    path.replace(/^\.\//, "").replace(/\/+$/, ""),
  );
  const tests = texts
    .filter(
      ({ path }) =>
        isOwnCode(path) &&
        (BY_NAME.test(path) || declared.some((at) => path === at || path.startsWith(`${at}/`))),
    )
    .map(({ path, text }) => ({ path, text: (path.endsWith(".ipynb") ? notebookCode(text) : text) ?? "" }))
    .map(({ path, text }) => ({ path, text: text.replaceAll(COMMENT, "") }))
    .filter(({ text }) => IS_TEST.test(text));
  const hollow = tests.filter(({ text }) => !ASSERTS.test(text.replaceAll(EMPTY, "")));
  return {
    files: tests.length,
    asserting: tests.length - hollow.length,
    hollow: hollow.slice(0, 20).map(({ path }) => path),
  };
}
