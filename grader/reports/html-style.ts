// The look of the HTML report: on paper and screen, by day and night, at any width. No font, picture or script is fetched.
export const STYLE = `
:root {
  color-scheme: light dark;
  --paper: light-dark(#fbf7ee, #1b1713);
  --card: light-dark(#fffdf8, #241f19);
  --ink: light-dark(#2a2019, #f3eadb);
  --soft: light-dark(#62523f, #c3b39b);
  --rule: light-dark(#dccfb6, #4a4034);
  --good: light-dark(#2f5836, #93bd8f);
  --half: light-dark(#7a4f00, #e6b95c);
  --bad: light-dark(#a53e22, #f09273);
  --focus: light-dark(#1d4f91, #9cc4ff);
}
*, *::before, *::after { box-sizing: border-box; }
html { font: 100%/1.5 system-ui, sans-serif; background: var(--paper); color: var(--ink); }
body { margin: 0 auto; max-width: 64rem; padding: 1rem clamp(1rem, 4vw, 2.5rem) 3rem; overflow-wrap: anywhere; }
h1, h2, h3 { font-family: Georgia, "Times New Roman", serif; line-height: 1.2; }
h1 { font-size: 1.7rem; margin: 0.5rem 0; }
h2 { font-size: 1.35rem; margin: 2.5rem 0 0.5rem; border-bottom: 2px solid var(--rule); padding-bottom: 0.25rem; }
h3 { font-size: 1.1rem; margin: 0; }
p { margin: 0.5rem 0; }
a { color: inherit; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
.skip { position: absolute; left: -99rem; }
.skip:focus { position: static; }
.state { font-weight: 600; border-left: 0.4rem solid var(--half); padding: 0.5rem 0.75rem; background: var(--card); }
.state.final { border-color: var(--good); }
.facts, .evidence dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.15rem 1rem; margin: 0.75rem 0; }
.facts dt, .evidence dt { color: var(--soft); }
.facts dd, .evidence dd { margin: 0; min-width: 0; white-space: pre-line; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; background: var(--card); }
caption { text-align: left; color: var(--soft); padding-bottom: 0.25rem; }
th, td { text-align: left; vertical-align: top; padding: 0.4rem 0.6rem; border-bottom: 1px solid var(--rule); font-weight: 400; }
thead th { font-weight: 600; }
.number { white-space: nowrap; font-variant-numeric: tabular-nums; }
article { background: var(--card); border: 1px solid var(--rule); border-radius: 0.4rem; padding: 0.9rem 1rem; margin: 1rem 0; }
.marks { color: var(--soft); }
.checks { list-style: none; padding: 0; margin: 0.75rem 0 0; }
.checks > li { border-top: 1px solid var(--rule); padding: 0.5rem 0; }
.outcome { font-weight: 600; }
.passed { color: var(--good); }
.partial, .jury, .not-applicable, .skipped { color: var(--half); }
.failed, .errored { color: var(--bad); }
.id { color: var(--soft); font-size: 0.9rem; }
.evidence { border-left: 0.2rem solid var(--rule); padding-left: 0.75rem; margin: 0.5rem 0; }
details { margin: 0.35rem 0; }
summary { cursor: pointer; padding: 0.25rem 0; min-height: 1.75rem; }
.grid td.given { outline: 2px solid var(--focus); }
pre { white-space: pre-wrap; margin: 0; font-size: 0.85rem; }
@media (max-width: 36rem) {
  .facts, .evidence dl { grid-template-columns: 1fr; gap: 0; }
  .facts dd, .evidence dd { margin-bottom: 0.4rem; }
  th, td { padding: 0.3rem 0.25rem; font-size: 0.85rem; }
  thead th, .number { overflow-wrap: normal; }
  .number { white-space: normal; }
}
@media print {
  :root { color-scheme: light; }
  html { font-size: 10pt; background: none; }
  body { max-width: none; padding: 0; }
  .skip { display: none; }
  h2, h3 { break-after: avoid; }
  tr, .evidence { break-inside: avoid; }
  details::details-content { content-visibility: visible; block-size: auto; display: block; }
}
`;
