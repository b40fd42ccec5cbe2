// A document as plain text: for terminals, Braille displays and mail. Rows of tables become lines of "name: value".
import { lexer, type Token, type Tokens } from "marked";

const WIDTH = 100;

export function renderText(source: string): string {
  return `${lexer(source)
    .map(blockText)
    .join("")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim()}\n`;
}

function blockText(token: Token): string {
  switch (token.type) {
    case "heading":
      return headingText(token as Tokens.Heading);
    case "paragraph":
      return `${wrap(inlineText(token), "")}\n\n`;
    case "code":
      return `${(token as Tokens.Code).text.replaceAll(/^/gm, "    ")}\n\n`;
    case "list":
      return `${listText(token as Tokens.List, "")}\n\n`;
    case "table":
      return tableText(token as Tokens.Table);
    case "blockquote":
      return `${wrap(inlineText(token), "  ")}\n\n`;
    default:
      return "\n";
  }
}

function listText({ items, ordered, start }: Tokens.List, indent: string): string {
  const lines = items.map((item, at) => {
    const mark = indent + (ordered ? `${(start || 1) + at}. ` : "- ");
    const below = indent.length + mark.trimStart().length;
    const inner = item.tokens.filter(({ type }) => type === "list") as Tokens.List[];
    const own = item.tokens.filter(({ type }) => type !== "list");
    const text = wrap(mark.trimStart() + inlineText({ tokens: own }), " ".repeat(below));
    return [indent + text, ...inner.map((list) => listText(list, " ".repeat(below)))].join("\n");
  });
  return lines.join("\n");
}

function headingText({ text, depth }: Tokens.Heading): string {
  const [, title = text, anchor = ""] = /^(.*?) \{#([\w-]+)\}$/.exec(text) ?? [];
  const bare = title.replaceAll("`", "");
  return `\n${"#".repeat(depth)} ${bare}${anchor === "" ? "" : `  [${anchor}]`}\n\n`;
}

function tableText({ header, rows }: Tokens.Table): string {
  const names = header.map(inlineText);
  const lines = rows.map((row) => {
    const [first = "", ...others] = row.map(inlineText);
    const facts = others.map((value, at) => {
      const name = names[at + 1] ?? "";
      return name === "" ? value : `${name} : ${value}`;
    });
    return wrap(`- ${first} — ${facts.join(" ; ")}`, "  ");
  });
  return `${lines.join("\n")}\n\n`;
}

/** Words without markup; what is inside is read from the tokens. */
function inlineText(token: { readonly tokens?: Token[] | undefined; readonly text?: string }): string {
  if (!token.tokens) return token.text ?? "";
  return token.tokens
    .map((inner) => {
      if (inner.type === "br") return " ";
      if (inner.type === "link") {
        const { href } = inner as Tokens.Link;
        return href.startsWith("#") ? inlineText(inner) : `${inlineText(inner)} (${href})`;
      }
      return unescapeHtml(inlineText(inner as Tokens.Generic));
    })
    .join("");
}

const unescapeHtml = (text: string): string =>
  text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");

function wrap(text: string, indent: string): string {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/(?<!«)[ \n]+(?![;:!?»])/)) {
    if (line !== "" && line.length + word.length + 1 > WIDTH) {
      lines.push(line);
      line = indent + word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line].join("\n");
}
