// Writes the whole dossier of exam E2 into a folder: each document in each language and form, and the editors' schema.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DOCUMENTS, renderMarkdown, sourceOf } from "./documents.ts";
import { submissionSchema } from "./fields.ts";
import { LANGUAGES } from "./language.ts";
import { renderHtml } from "./render-html.ts";
import { renderText } from "./render-text.ts";

export async function writeDossier(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const name of DOCUMENTS) {
    for (const language of LANGUAGES) {
      const source = await sourceOf(name, language);
      const file = join(folder, `${name}.${language}`);
      await writeFile(`${file}.md`, renderMarkdown(source));
      await writeFile(`${file}.html`, renderHtml(source, language));
      await writeFile(`${file}.txt`, renderText(source));
    }
  }
  const schema = JSON.stringify(submissionSchema(), null, 2);
  await writeFile(join(folder, "submission.schema.json"), `${schema}\n`);
}
